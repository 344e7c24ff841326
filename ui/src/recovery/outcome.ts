import { useTranslations } from "use-intl";

import type { RecoveredRun } from "../backend/generated/RecoveredRun";
import type { Tone } from "../common/StateBadge";

/** How an interrupted run can end, and how grave that is. */
export const OUTCOMES = {
  "rolled-back": "good",
  "failed-partially": "bad",
  succeeded: "good",
} as const satisfies Record<string, Tone>;

export type OutcomeWord = keyof typeof OUTCOMES;

/** The word, if it is one of those that are known here. */
export function outcomeWord(outcome: string): OutcomeWord | undefined {
  return outcome in OUTCOMES ? (outcome as OutcomeWord) : undefined;
}

/** A run in one line: what it was, and how it ended. */
export function useRecoveredLine(): (run: RecoveredRun) => string {
  const say = useTranslations("recovery");
  return ({ what, product, outcome }) => {
    const word = outcomeWord(outcome);
    const end = word ? say(`outcome.${word}`) : say("outcome.other", { outcome });
    return `${say("interrupted", { what, product })}: ${end}`;
  };
}
