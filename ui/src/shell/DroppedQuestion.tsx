import { useTranslations } from "use-intl";

import { Confirm } from "../common/Confirm";
import { useJourney } from "../technician/context";
import type { Offer } from "./dropped";

export interface DroppedQuestionProps {
  offer: Offer;
  onLook: () => void;
  onClose: () => void;
}

/** Asks before files take the place of work in hand. */
export function DroppedQuestion({ offer, onLook, onClose }: DroppedQuestionProps) {
  const say = useTranslations();
  const { journey } = useJourney();
  const words =
    offer.kind === "description"
      ? { title: say("vendor.open.unsaved"), consequence: say("vendor.open.unsavedText"), action: say("vendor.open.discard") }
      : {
          title: say("shell.dropped.title"),
          consequence: say("shell.dropped.consequence", { name: journey.subject?.name ?? "" }),
          action: say("shell.dropped.action"),
        };
  return <Confirm opened {...words} onConfirm={onLook} onClose={onClose} />;
}
