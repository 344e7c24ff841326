import { Group, Paper, Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import { ProgressPanel } from "../../common/operation/ProgressPanel";
import { stepsOf, type StepState } from "../../common/operation/state";
import type { Watched } from "../../common/operation/useOperation";
import { StateBadge, type Tone } from "../../common/StateBadge";
import { Step } from "../../common/Step";

/** Every volume, as it is read and verified. */
export function Importing({ importing }: { importing: Watched<"import"> }) {
  const say = useTranslations("verify");
  const { state, stopping, stop } = importing;
  const volumes = stepsOf(state);
  return (
    <Step title={say("import")} intro={say("intro")}>
      <Stack>
        <ProgressPanel state={state} title={say("import")} stopping={stopping} onStop={stop} stopLabel={say("stopImport")} />
        {volumes.length > 1 && (
          <Paper withBorder p="md" component="section" aria-label={say("volumes")}>
            <Stack gap="xs">
              {volumes.map((volume) => (
                <VolumeLine key={volume.step.number} volume={volume} />
              ))}
            </Stack>
          </Paper>
        )}
      </Stack>
    </Step>
  );
}

const TONES: Record<StepState["state"], Tone> = {
  running: "info",
  done: "good",
  failed: "bad",
  undone: "quiet",
  "undo-failed": "quiet",
};

function VolumeLine({ volume }: { volume: StepState }) {
  const say = useTranslations("verify.volumeState");
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {volume.step.title}
      </Text>
      <StateBadge tone={TONES[volume.state]}>{say(volume.state)}</StateBadge>
    </Group>
  );
}
