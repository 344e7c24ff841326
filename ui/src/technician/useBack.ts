import type { Move } from "../common/Step";
import { useJourney } from "./context";
import { before } from "./journey";

/** The way back to the step before, where there is one. */
export function useBack(): Move | undefined {
  const { journey, act } = useJourney();
  const step = before(journey);
  return step && { go: () => act({ kind: "show", step }) };
}
