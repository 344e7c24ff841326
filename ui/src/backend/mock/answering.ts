import type { Calls } from "../backend";
import { BackendError } from "../backend";
import type { Explained } from "../generated/Explained";
import type { OperationEvent } from "../generated/OperationEvent";
import type { World } from "./world";

/** What an answer is made from, beside its request. */
export interface Scene {
  world: World;
  operation: string;
  tell(event: OperationEvent): void;
  isStopped(): boolean;
  /** Takes time, where the mock takes any. */
  wait(milliseconds: number): Promise<void>;
}

export type Mocked<C extends keyof Calls> = (
  request: Calls[C]["request"],
  scene: Scene,
) => Calls[C]["answer"] | Promise<Calls[C]["answer"]>;

/** An answer to every call. */
export type Answers = { [C in keyof Calls]: Mocked<C> };

/** A failure in the reader's words. */
export function explained(code: string, message: string, remedy: string, more: Partial<Explained> = {}): Explained {
  return { code, message, remedy, detail: "", lines: [], questions: [], exit: 1, ...more };
}

export function refuse(explained: Explained): never {
  throw new BackendError(explained);
}
