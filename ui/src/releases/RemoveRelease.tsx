import { useTranslations } from "use-intl";

import { useAct } from "../common/ask";
import { ClaimFields } from "../common/claims/ClaimFields";
import { trimmed } from "../common/claims/claims";
import { useOwnClaims } from "../common/claims/useClaims";
import { Confirm } from "../common/Confirm";
import { Problem } from "../common/Problem";
import { useRoute } from "../shell/route";

export interface NamedRelease {
  product: string;
  version: string;
  name: string;
  onClose: () => void;
}

/** Asks before a release leaves the depot; who decided it goes on record. */
export function RemoveRelease({ product, version, name, onClose }: NamedRelease) {
  const say = useTranslations("releases.remove");
  const lacking = useTranslations("claims.lack");
  const { go } = useRoute();
  const { claims, type, needs, lack, remember } = useOwnClaims(["person"]);
  const { mutate: clean, isPending, error } = useAct("clean_depot");
  const confirm = () => {
    remember();
    clean({ remove: [{ product, version }], ...trimmed(claims) }, { onSuccess: () => go({ screen: "releases" }) });
  };
  return (
    <Confirm
      opened
      title={say("title", { name, version })}
      consequence={say("consequence")}
      action={say("action")}
      hindered={lack && lacking(lack)}
      busy={isPending}
      onConfirm={confirm}
      onClose={onClose}
    >
      <ClaimFields claims={claims} type={type} needs={needs} />
      {error && <Problem error={error} />}
    </Confirm>
  );
}
