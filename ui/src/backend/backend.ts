import type { Explained } from "./generated/Explained";
import type { OperationEvent } from "./generated/OperationEvent";
import type { SiteCalls } from "./generated/SiteCalls";
import type { VendorCalls } from "./generated/VendorCalls";
import type { WindowCalls } from "./generated/WindowCalls";
import type { WindowEvent } from "./generated/WindowEvent";

/** Everything that can be asked of the program, by name: what is said and what is answered. */
export type Calls = SiteCalls & WindowCalls & VendorCalls;

/** Long work: by which it is cancelled, and who is told how it goes. */
export interface Watching {
  /** A name that the page makes up; `cancel` takes it. */
  operation: string;
  /** Told in order; progress may be left out when there is too much of it, the rest never is. */
  tell(event: OperationEvent): void;
}

/** All that the page knows of the world. The Tauri shell and a mock in memory both implement it. */
export interface Backend {
  /** Asks one thing. A refusal is a [BackendError], whose words are in the reader's language. */
  ask<C extends keyof Calls>(
    call: C,
    request: Calls[C]["request"],
    watching?: Watching,
  ): Promise<Calls[C]["answer"]>;
  /** Tells what happens to the window, until the function that comes back is called. */
  watch(tell: (event: WindowEvent) => void): () => void;
}

/** What a refused call carries: a stable code, what is wrong, and what to do. */
export class BackendError extends Error {
  constructor(readonly explained: Explained) {
    super(explained.message);
  }
}
