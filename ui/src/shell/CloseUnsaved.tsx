import { useTranslations } from "use-intl";

import { useAskOnce } from "../common/ask";
import { Confirm } from "../common/Confirm";
import { Problem } from "../common/Problem";

/** Asks before the window closes over work that is in no file. What is focused first keeps it. */
export function CloseUnsaved({ onKeep }: { onKeep: () => void }) {
  const say = useTranslations("shell.close");
  const { mutate: close, error, isPending } = useAskOnce("close");
  return (
    <Confirm
      opened
      title={say("unsaved")}
      consequence={say("unsavedText")}
      action={say("discard")}
      keep={say("keep")}
      busy={isPending}
      onConfirm={() => close({})}
      onClose={onKeep}
    >
      {error && <Problem error={error} />}
    </Confirm>
  );
}
