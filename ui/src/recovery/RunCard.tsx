import { List, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { RecoveredRun } from "../backend/generated/RecoveredRun";
import { Note } from "../common/Note";
import { OUTCOMES, outcomeWord, useRecoveredLine } from "./outcome";

/** What recovery did with one run: how it ended, what that means, and what is left to do. */
export function RunCard({ run }: { run: RecoveredRun }) {
  const say = useTranslations("recovery");
  const word = outcomeWord(run.outcome);
  const isClean = run.left.length === 0;
  const tone = word && isClean ? OUTCOMES[word] : word === "failed-partially" ? "bad" : "warn";
  const line = useRecoveredLine();
  return (
    <Note tone={tone} title={line(run)}>
      {word && <Text size="sm">{say(`meaning.${word}`)}</Text>}
      {!isClean && (
        <>
          <Text size="sm" fw={600} mt="xs">
            {say("left")}
          </Text>
          <List size="sm" style={{ overflowWrap: "anywhere" }}>
            {run.left.map((line, at) => (
              <List.Item key={at}>{line}</List.Item>
            ))}
          </List>
        </>
      )}
    </Note>
  );
}
