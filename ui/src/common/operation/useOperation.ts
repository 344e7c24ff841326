import { useSyncExternalStore } from "react";

import type { Calls } from "../../backend/backend";
import { useOperations } from "./context";
import type { Operation } from "./operations";
import { BLANK, type OperationState } from "./state";

/** A long call, wherever it was begun. */
export interface Watched<C extends keyof Calls> {
  state: OperationState;
  running: boolean;
  /** Whether somebody has asked it to stop. */
  stopping: boolean;
  /** The answer, once it has come. */
  answer: Calls[C]["answer"] | undefined;
  error: Error | undefined;
  /** When that was, in milliseconds as the page's clock counts them. */
  endedAt: number | null;
  /** Begins it, unless it runs already. */
  start(request: Calls[C]["request"]): void;
  /** Asks it to stop and undo. */
  stop(): void;
  /** Forgets one that has ended, so that the screen is as before it. */
  forget(): void;
}

/** Runs a watched call. It goes on when the screen is left; `name` tells two of the same call apart. */
export function useOperation<C extends keyof Calls>(call: C, name: string = call): Watched<C> {
  const operations = useOperations();
  const operation = useSyncExternalStore(operations.subscribe, () => operations.of(name)) as Operation<C> | undefined;
  const end = operation?.end;
  return {
    state: operation?.state ?? BLANK,
    running: operation !== undefined && !end,
    stopping: operation?.stopping ?? false,
    answer: end && "answer" in end ? end.answer : undefined,
    error: end && "error" in end ? end.error : undefined,
    endedAt: operation?.endedAt ?? null,
    start: (request) => void operations.start(name, call, request),
    stop: () => operations.stop(name),
    forget: () => operations.forget(name),
  };
}

/** All the work that runs now. */
export function useRunning(): readonly Operation[] {
  const operations = useOperations();
  return useSyncExternalStore(operations.subscribe, operations.running);
}
