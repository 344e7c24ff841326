import { Button, Group, Paper, Progress, Stack, Text } from "@mantine/core";
import { CircleStop, Undo2 } from "lucide-react";
import { useTranslations } from "use-intl";

import { Announced } from "../Announced";
import { useFormats } from "../formats";
import { Note } from "../Note";
import { current, type OperationState } from "./state";
import { useStepNumbers } from "./useStepNumbers";

export interface ProgressPanelProps {
  state: OperationState;
  /** What runs, in words; the operation's own if it has none. */
  title?: string;
  stopping?: boolean;
  /** Offered only where stopping is possible. */
  onStop?: () => void;
  /** The word on the button that stops. */
  stopLabel?: string;
}

/** How far an operation is: one bar that never falls, the step in hand, and the time it takes. */
export function ProgressPanel({ state, title, stopping = false, onStop, stopLabel }: ProgressPanelProps) {
  const say = useTranslations("operation");
  const formats = useFormats();
  const step = current(state);
  const numbers = useStepNumbers(state);
  const percent = formats.percent(state.overall);
  const stepText = step ? stepLine(say, state, step.step) : say("starting");
  return (
    <Paper withBorder p="md">
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap">
          <Text fw={600}>{state.undoing ? say("undoing") : title || state.what}</Text>
          <Text fw={600} style={{ fontVariantNumeric: "tabular-nums" }}>
            {percent}
          </Text>
        </Group>
        <Progress.Root size="lg">
          <Progress.Section
            value={state.overall * 100}
            color={state.undoing ? "yellow" : "indigo"}
            aria-label={say("overall")}
            aria-valuetext={percent}
          />
        </Progress.Root>
        {state.undoing && (
          <Note tone="warn" title={say("undoingWhy", { message: state.undoing.problem.message })}>
            {state.undoing.problem.remedy}
          </Note>
        )}
        <Group justify="space-between" align="flex-end">
          <Stack gap={0} mih="2.9rem">
            <Text size="sm">{stepText}</Text>
            <Text size="sm" c="dimmed" style={{ fontVariantNumeric: "tabular-nums" }}>
              {numbers}
            </Text>
          </Stack>
          {onStop && (
            <Button
              variant="default"
              leftSection={stopping ? <Undo2 size="1em" aria-hidden /> : <CircleStop size="1em" aria-hidden />}
              disabled={stopping || state.undoing !== null}
              onClick={onStop}
            >
              {stopping ? say("stopping") : (stopLabel ?? say("stop"))}
            </Button>
          )}
        </Group>
      </Stack>
      <Announced text={state.undoing ? say("liveUndoing", { percent }) : say("live", { percent, step: stepText })} />
    </Paper>
  );
}

function stepLine(
  say: ReturnType<typeof useTranslations<"operation">>,
  state: OperationState,
  step: { number: number; title: string },
): string {
  if (state.steps < 2) return step.title;
  return say("stepAndTitle", { number: `${step.number}`, steps: `${state.steps}`, title: step.title });
}
