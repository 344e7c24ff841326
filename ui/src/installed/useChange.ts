import type { Want } from "../backend/generated/Want";
import { useRoute } from "../shell/route";
import { useJourney } from "../technician/context";
import type { Subject } from "../technician/journey";

/** Begins a change of what is installed; it is planned, shown and agreed to on the journey's screens. */
export function useChange(): { busy: boolean; begin(want: Want, subject: Subject): void } {
  const { journey, act } = useJourney();
  const { go } = useRoute();
  return {
    // The journey holds on to what runs, and what is wanted meanwhile would be lost without a word.
    busy: journey.agreed !== null && journey.end === null,
    begin(want, subject) {
      act({ kind: "wanted", want, subject });
      go({ screen: "journey" });
    },
  };
}
