import { Checkbox, Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import { Note } from "../../common/Note";
import { StateBadge } from "../../common/StateBadge";
import type { Questions } from "./useQuestions";

/** What the policy asks: each question to accept, or why it cannot be accepted here. */
export function PolicyQuestions({ questions, accepted, accept }: Questions) {
  const say = useTranslations("review.policy");
  if (questions.length === 0) return null;
  const isOpen = questions.some(({ code }) => !accepted.includes(code));
  return (
    <Note tone={isOpen ? "warn" : "info"} title={say("title")}>
      <Stack gap="sm">
        {questions.map(({ code, what, acceptable }) =>
          acceptable ? (
            <Checkbox
              key={code}
              label={what}
              description={say("accept")}
              checked={accepted.includes(code)}
              onChange={({ currentTarget }) => accept(code, currentTarget.checked)}
            />
          ) : (
            <Stack key={code} gap={4} align="flex-start">
              <Text fw={600}>{what}</Text>
              <StateBadge tone="bad">{code}</StateBadge>
              <Text size="sm">{say("never")}</Text>
            </Stack>
          ),
        )}
      </Stack>
    </Note>
  );
}
