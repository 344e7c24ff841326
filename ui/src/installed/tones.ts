import type { Tone } from "../common/StateBadge";

/** The program's words for a product's health, and how grave each is. */
export const HEALTH = { healthy: "good", degraded: "warn", unknown: "quiet" } as const satisfies Record<string, Tone>;

/** The program's words for a service's state, and how grave each is. */
export const SERVICE = {
  running: "good",
  starting: "info",
  stopped: "warn",
  failed: "bad",
  absent: "bad",
  unknown: "quiet",
} as const satisfies Record<string, Tone>;

/** The program's words for what became of a file. */
export const DRIFTS = ["edited", "mode-changed", "kind-changed", "missing", "extra"] as const;

/** The word itself if it is known here, else "unknown": what a later version says is never taken for well. */
export function known<W extends string>(words: Readonly<Record<W, unknown>>, word: string): W | "unknown" {
  return word in words ? (word as W) : "unknown";
}
