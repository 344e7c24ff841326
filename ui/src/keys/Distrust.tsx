import { Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";

import type { KeyView } from "../backend/generated/KeyView";
import { useAct } from "../common/ask";
import { Confirm } from "../common/Confirm";
import { Problem } from "../common/Problem";

export interface DistrustProps {
  of: KeyView;
  /** Taken off the list, or believed no more at all. */
  how: "remove" | "revoke";
  onClose: () => void;
}

/** Asks before a key loses its trust; the reason goes on record. */
export function Distrust({ of, how, onClose }: DistrustProps) {
  const say = useTranslations("keys");
  const [reason, setReason] = useState("");
  const { mutate: distrust, isPending, error } = useAct("distrust_key");
  const confirm = () =>
    distrust({ fingerprint: of.fingerprint, revoke: how === "revoke", reason: reason.trim() }, { onSuccess: onClose });
  return (
    <Confirm
      opened
      title={say(`${how}.title`)}
      consequence={say(`${how}.consequence`)}
      action={say(`${how}.action`)}
      hindered={reason.trim() === ""}
      busy={isPending}
      onConfirm={confirm}
      onClose={onClose}
    >
      <Text size="sm" ff="monospace" style={{ overflowWrap: "anywhere" }}>
        {of.grouped}
      </Text>
      <TextInput
        label={say("reason")}
        description={say("reasonHelp")}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        required
      />
      {error && <Problem error={error} />}
    </Confirm>
  );
}
