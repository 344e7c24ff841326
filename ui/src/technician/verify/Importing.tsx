import { Group, Paper, Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import { useAsk } from "../../common/ask";
import { ProgressPanel } from "../../common/operation/ProgressPanel";
import type { Watched } from "../../common/operation/useOperation";
import { StateBadge, type Tone } from "../../common/StateBadge";
import { Step } from "../../common/Step";
import { useJourney } from "../context";
import { linesOf, type VolumeLine } from "./outcome";

/** Every volume, as it is read and verified. */
export function Importing({ importing }: { importing: Watched<"import"> }) {
  const say = useTranslations("verify");
  const { journey } = useJourney();
  const look = useAsk("look", { volumes: [...journey.volumes] });
  const { state, stopping, stop } = importing;
  const lines = linesOf(look.data, state);
  return (
    <Step title={say("import")} intro={say("stay")}>
      <Stack>
        <ProgressPanel state={state} title={say("reading")} stopping={stopping} onStop={stop} stopLabel={say("stopImport")} />
        {lines.length > 1 && (
          <Paper withBorder p="md" component="section" aria-label={say("volumes")}>
            <Stack gap="xs">
              {lines.map((line) => (
                <Line key={line.name} line={line} />
              ))}
            </Stack>
          </Paper>
        )}
      </Stack>
    </Step>
  );
}

const TONES: Record<VolumeLine["state"], Tone> = {
  waiting: "quiet",
  running: "info",
  done: "good",
  failed: "bad",
  undone: "quiet",
  "undo-failed": "quiet",
};

function Line({ line }: { line: VolumeLine }) {
  const say = useTranslations("verify.volumeState");
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {line.name}
      </Text>
      <StateBadge tone={TONES[line.state]}>{say(line.state)}</StateBadge>
    </Group>
  );
}
