import { Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { KeyView } from "../backend/generated/KeyView";
import { useAct } from "../common/ask";
import { ClaimFields } from "../common/claims/ClaimFields";
import { trimmed } from "../common/claims/claims";
import { useOwnClaims } from "../common/claims/useClaims";
import { Confirm } from "../common/Confirm";
import { Problem } from "../common/Problem";

export interface DistrustProps {
  of: KeyView;
  /** Taken off the list, or believed no more at all. */
  how: "remove" | "revoke";
  onClose: () => void;
}

/** Asks before a key loses its trust; who decided it and why goes on record. */
export function Distrust({ of, how, onClose }: DistrustProps) {
  const say = useTranslations("keys");
  const lacking = useTranslations("claims.lack");
  const { claims, type, needs, lack, remember } = useOwnClaims(["reason", "person"]);
  const { mutate: distrust, isPending, error } = useAct("distrust_key");
  const confirm = () => {
    remember();
    distrust({ fingerprint: of.fingerprint, revoke: how === "revoke", ...trimmed(claims) }, { onSuccess: onClose });
  };
  return (
    <Confirm
      opened
      title={say(`${how}.title`)}
      consequence={say(`${how}.consequence`)}
      action={say(`${how}.action`)}
      hindered={lack && lacking(lack)}
      busy={isPending}
      onConfirm={confirm}
      onClose={onClose}
    >
      <Text size="sm" ff="monospace" style={{ overflowWrap: "anywhere" }}>
        {of.grouped}
      </Text>
      <ClaimFields claims={claims} type={type} needs={needs} />
      {error && <Problem error={error} />}
    </Confirm>
  );
}
