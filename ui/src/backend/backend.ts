import type { Explained } from "./generated/Explained";
import type { ReleaseSummary } from "./generated/ReleaseSummary";

/** Everything the window can ask of the program. The Tauri shell and a mock for tests both implement it. */
export interface Backend {
  /** The releases in the depot, newest first within each product. */
  releases(): Promise<ReleaseSummary[]>;
}

/** What a rejected call carries: a stable code, what is wrong, and what to do. */
export class BackendError extends Error {
  constructor(readonly explained: Explained) {
    super(explained.message);
  }
}

export type { Explained, ReleaseSummary };
