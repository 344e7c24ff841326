import type { OperationState } from "../../common/operation/state";
import type { Tone } from "../../common/StateBadge";

/** How a change can end, by the program's words. */
export const OUTCOMES = [
  "succeeded", "succeeded-with-warnings", "reboot-required", "staged", "rolled-back", "failed-partially", "cancelled", "refused",
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The outcome, or nothing where it is one that this window does not know. */
export function outcomeOf(word: string): Outcome | undefined {
  return OUTCOMES.find((outcome) => outcome === word);
}

/** What is not known is not called good. */
export function toneOf(outcome: Outcome | undefined): Tone {
  return outcome === undefined ? "bad" : TONES[outcome];
}

const TONES: Record<Outcome, Tone> = {
  succeeded: "good",
  "succeeded-with-warnings": "warn",
  "reboot-required": "warn",
  staged: "good",
  "rolled-back": "warn",
  "failed-partially": "bad",
  cancelled: "info",
  refused: "bad",
};

/** Whether the machine is as it was before, so that the same can be planned again. */
export function isAsBefore(outcome: Outcome | undefined): boolean {
  return outcome === "rolled-back" || outcome === "cancelled" || outcome === "refused";
}

/** When the first step began and the last one ended, UTC; nothing where none has. */
export function spanOf(state: OperationState): { from: string; to: string; seconds: number } | undefined {
  const times = state.times;
  if (!times) return undefined;
  return { ...times, seconds: (Date.parse(times.to) - Date.parse(times.from)) / 1000 };
}
