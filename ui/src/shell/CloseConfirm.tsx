import { useTranslations } from "use-intl";

import { useAskOnce } from "../common/ask";
import { Confirm } from "../common/Confirm";
import { Problem } from "../common/Problem";

export interface CloseConfirmProps {
  title: string;
  consequence: string;
  /** The word on the button that closes. */
  action: string;
  onKeep: () => void;
}

/** Asks before the window closes while nothing runs. What is focused first keeps it. */
export function CloseConfirm({ onKeep, ...words }: CloseConfirmProps) {
  const say = useTranslations("shell.close");
  const { mutate: close, error, isPending } = useAskOnce("close");
  return (
    <Confirm opened {...words} keep={say("keep")} busy={isPending} onConfirm={() => close({})} onClose={onKeep}>
      {error && <Problem error={error} />}
    </Confirm>
  );
}
