import { Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import { Confirm } from "../../common/Confirm";
import type { RunningStep } from "./steps";

export interface StopProps {
  /** Steps that are done and that nobody can take back. */
  lasting: readonly RunningStep[];
  onStop: () => void;
  onClose: () => void;
}

/** Asks before stopping, for what was done so far is taken back then. */
export function Stop({ lasting, onStop, onClose }: StopProps) {
  const say = useTranslations("install");
  return (
    <Confirm
      opened
      title={say("confirm.title")}
      consequence={say("confirm.consequence")}
      action={say("stop")}
      keep={say("confirm.keep")}
      onConfirm={onStop}
      onClose={onClose}
    >
      {lasting.length > 0 && (
        <Text fw={600}>{say("confirm.lasting", { steps: lasting.map(({ step }) => step.title).join(", ") })}</Text>
      )}
    </Confirm>
  );
}
