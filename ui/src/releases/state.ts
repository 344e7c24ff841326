import type { ReleaseSummary } from "../backend/generated/ReleaseSummary";
import type { Tone } from "../common/StateBadge";

export type ReleaseWord = "untrusted" | "incomplete" | "installed" | "ready";

/** How a release stands, the gravest first: one that lost its trust is that before it is anything else. */
export function stateOf(release: ReleaseSummary): { word: ReleaseWord; tone: Tone } {
  if (!release.trusted) return { word: "untrusted", tone: "bad" };
  if (!release.complete) return { word: "incomplete", tone: "warn" };
  if (release.installed) return { word: "installed", tone: "good" };
  return { word: "ready", tone: "info" };
}
