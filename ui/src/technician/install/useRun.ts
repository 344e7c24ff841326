import { useOperation, type Watched } from "../../common/operation/useOperation";
import type { Agreement } from "../journey";

/** The run that carries out a yes: one for each, however often its screen is shown. */
export function useRun(agreed: Agreement): Watched<"run"> {
  return useOperation("run", `run ${agreed.id}`);
}

/** Whether any step has begun; before that nothing has happened to the machine. */
export function hasBegun(run: Watched<"run">): boolean {
  return Object.keys(run.state.known).length > 0;
}
