import { useTranslations } from "use-intl";

import type { PlanView } from "../../backend/generated/PlanView";
import { Confirm } from "../../common/Confirm";
import { type Deed, lasting } from "./plan";

export interface SureProps {
  plan: PlanView;
  deed: Deed;
  onSure: () => void;
  onClose: () => void;
}

/** Asks once more before what cannot be taken back. */
export function Sure({ plan, deed, onSure, onClose }: SureProps) {
  const say = useTranslations("review");
  const count = lasting(plan.steps).length;
  const consequences = [
    ...(deed === "uninstall" || deed === "purge" ? [say(`confirm.${deed}`, { name: plan.name })] : []),
    ...(count > 0 ? [say("confirm.irreversible", { count })] : []),
  ];
  return (
    <Confirm
      opened
      title={say("confirm.title")}
      consequence={consequences.join(" ")}
      action={say(`go.${deed}`)}
      onConfirm={onSure}
      onClose={onClose}
    />
  );
}
