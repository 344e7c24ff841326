import type { Backend, ReleaseSummary } from "./backend";

/** A backend that answers from memory; for component tests and for looking at the page in a browser. */
export function mockBackend(releases: ReleaseSummary[] | Error): Backend {
  return {
    releases: () => (releases instanceof Error ? Promise.reject(releases) : Promise.resolve(releases)),
  };
}
