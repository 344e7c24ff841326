import { Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { QuestionView } from "../../backend/generated/QuestionView";
import { Note } from "../../common/Note";
import type { Flat } from "./answers";
import { countCarried } from "./carried";

const COUNTED = ["same", "changed", "new", "refused"] as const;

/** What was carried over from the version before, at a glance. */
export function CarriedSummary({ from, questions, answers }: { from: string; questions: readonly QuestionView[]; answers: Flat }) {
  const say = useTranslations("configure");
  const counts = countCarried(questions, answers);
  const told = COUNTED.filter((word) => counts[word] > 0).map((word) => say(`counts.${word}`, { count: counts[word] }));
  return (
    <Note tone="info" title={say("carriedFrom", { version: from })}>
      <Text size="sm">{told.join(" · ")}</Text>
    </Note>
  );
}
