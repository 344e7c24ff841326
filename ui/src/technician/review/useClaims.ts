import { useAct, useAsk } from "../../common/ask";
import { useJourney } from "../context";
import type { Claims } from "../journey";

/** What goes on record; the name is the one last typed until another is. */
export function useClaims(): { claims: Claims & { person: string }; keep(): void } {
  const { journey } = useJourney();
  const { data: preferences } = useAsk("preferences", {});
  const { mutate } = useAct("set_preferences");
  const person = journey.claims.person ?? preferences?.person ?? "";
  return {
    claims: { ...journey.claims, person },
    keep: () => {
      if (preferences && preferences.person !== person) mutate({ ...preferences, person });
    },
  };
}
