import { useTranslations } from "use-intl";

import { useAct } from "../common/ask";
import { Confirm } from "../common/Confirm";
import { Problem } from "../common/Problem";
import { useRoute } from "../shell/route";

export interface NamedRelease {
  product: string;
  version: string;
  name: string;
  onClose: () => void;
}

/** Asks before a release leaves the depot. */
export function RemoveRelease({ product, version, name, onClose }: NamedRelease) {
  const say = useTranslations("releases.remove");
  const { go } = useRoute();
  const { mutate: clean, isPending, error } = useAct("clean_depot");
  const confirm = () =>
    clean({ remove: [{ product, version }] }, { onSuccess: () => go({ screen: "releases" }) });
  return (
    <Confirm
      opened
      title={say("title", { name, version })}
      consequence={say("consequence")}
      action={say("action")}
      busy={isPending}
      onConfirm={confirm}
      onClose={onClose}
    >
      {error && <Problem error={error} />}
    </Confirm>
  );
}
