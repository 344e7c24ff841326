import { useTranslations } from "use-intl";

import type { Tone } from "../common/StateBadge";

/** How what is recorded can have ended, and how grave that is. */
const OUTCOMES = {
  started: "quiet",
  succeeded: "good",
  "succeeded-with-warnings": "warn",
  "reboot-required": "warn",
  refused: "warn",
  failed: "bad",
  "rolled-back": "warn",
  "failed-partially": "bad",
  cancelled: "quiet",
} as const satisfies Record<string, Tone>;

/** An outcome in words, and its tone. What a later version wrote is shown as it stands. */
export function useOutcome(): (outcome: string) => { text: string; tone: Tone } {
  const say = useTranslations("audit.outcome");
  return (outcome) => {
    if (!(outcome in OUTCOMES)) return { text: outcome, tone: "quiet" };
    const word = outcome as keyof typeof OUTCOMES;
    return { text: say(word), tone: OUTCOMES[word] };
  };
}
