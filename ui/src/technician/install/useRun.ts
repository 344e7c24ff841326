import { BackendError } from "../../backend/backend";
import { useOperation, type Watched } from "../../common/operation/useOperation";
import type { Agreement } from "../journey";

/** The run that carries out a yes: one for each, however often its screen is shown. */
export function useRun(agreed: Agreement): Watched<"run"> {
  return useOperation("run", `run ${agreed.id}`);
}

/** Refusals by which nobody knows what was done before them. */
const LOST = ["elevation-gone", "internal"];

/**
 * Whether the machine may have been changed. The program says that a run has started once it is in the log, so that an
 * error before that has changed nothing; one that says that the other side is gone says nothing of the kind.
 */
export function hasBegun({ state, error }: Watched<"run">): boolean {
  const isLost = error instanceof BackendError && LOST.includes(error.explained.code);
  return isLost || state.operation !== "" || Object.keys(state.known).length > 0;
}
