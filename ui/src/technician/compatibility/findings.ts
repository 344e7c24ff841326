import type { FindingView } from "../../backend/generated/FindingView";
import type { Tone } from "../../common/StateBadge";

/** How a finding weighs: it stops the install, it is worth knowing, or it is met. */
export type Weight = "stops" | "advice" | "met";

export const WEIGHTS: readonly Weight[] = ["stops", "advice", "met"];

export function weightOf(finding: FindingView): Weight {
  if (finding.stops) return "stops";
  return finding.status === "met" ? "met" : "advice";
}

/** The word under which a finding's status is shown. */
export type StatusWord = "stops" | "unmet" | "unknown" | "met";

export function statusOf(finding: FindingView): StatusWord {
  if (finding.stops) return "stops";
  if (finding.status === "met") return "met";
  // A status that a later program may add is not known here either.
  return finding.status === "unmet" ? "unmet" : "unknown";
}

export const STATUS_TONES: Record<StatusWord, Tone> = { stops: "bad", unmet: "warn", unknown: "warn", met: "good" };

/** The findings by weight, each group in the order in which they came. */
export function byWeight(findings: readonly FindingView[]): Record<Weight, FindingView[]> {
  const of = (weight: Weight) => findings.filter((finding) => weightOf(finding) === weight);
  return { stops: of("stops"), advice: of("advice"), met: of("met") };
}
