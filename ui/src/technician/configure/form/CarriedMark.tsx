import { Button, Group, Text } from "@mantine/core";
import { CircleAlert, Equal, Pencil, Sparkles, Undo2 } from "lucide-react";
import { useTranslations } from "use-intl";

import type { QuestionView } from "../../../backend/generated/QuestionView";
import { carried } from "../carried";
import { worded } from "../widgets/useDefaultText";
import { useSubject } from "./context";

const SIGNS = { same: Equal, changed: Pencil, new: Sparkles, refused: CircleAlert };

export interface CarriedMarkProps {
  question: QuestionView;
  answer: unknown;
  answerAgain: (value: unknown) => void;
}

/** How an answer stands to the one that the version before runs with, and the way back to that. */
export function CarriedMark({ question, answer, answerAgain }: CarriedMarkProps) {
  const say = useTranslations("configure.carried");
  const { carriedFrom } = useSubject();
  const word = carried(question, answer, carriedFrom !== null);
  if (word === "none" || carriedFrom === null) return null;
  const Sign = SIGNS[word];
  const text =
    word === "changed"
      ? question.secret
        ? say("changedSecret", { version: carriedFrom })
        : say("changed", { version: carriedFrom, before: worded(question.before) })
      : say(word, { version: carriedFrom });
  return (
    <Group gap="xs" mt={4}>
      <Text size="sm" c="dimmed" component="div" style={{ overflowWrap: "anywhere" }}>
        <Group gap={6} wrap="nowrap" align="center">
          <Sign size="1em" aria-hidden style={{ flexShrink: 0 }} />
          <span>{text}</span>
        </Group>
      </Text>
      {word === "changed" && (
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<Undo2 size="1em" aria-hidden />}
          onClick={() => answerAgain(question.secret ? undefined : question.before)}
        >
          {say("takeBack")}
        </Button>
      )}
    </Group>
  );
}
