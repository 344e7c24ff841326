import type { VerdictView } from "../../backend/generated/VerdictView";
import type { Tone } from "../../common/StateBadge";

/** How grave a verdict is. Whole but for its clock is no reason for alarm; anything that is not known is. */
export function toneOf({ good, unproven, verdict }: Pick<VerdictView, "good" | "unproven" | "verdict">): Tone {
  if (good) return "good";
  return unproven || verdict === "CLOCK-ANOMALY" ? "warn" : "bad";
}
