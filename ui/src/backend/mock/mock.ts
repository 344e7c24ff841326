import type { Backend, Calls, Watching } from "../backend";
import type { WindowEvent } from "../generated/WindowEvent";
import { answers } from "./answers";
import type { Answers, Mocked } from "./answering";
import { newWorld, type World } from "./world";

/** A call as it was made, for tests to look at. */
export interface Made {
  call: keyof Calls;
  request: unknown;
}

export interface MockOptions {
  /** Answers that differ from the usual ones. */
  over?: Partial<Answers>;
  /** Changes the world before the window opens on it. */
  world?: (world: World) => void;
  /** How long simulated work takes: 1 as in life, 0 no time at all. */
  pace?: number;
}

/** A backend that answers from memory; for component tests and for looking at the window in a browser. */
export interface MockBackend extends Backend {
  /** All calls, in their order. */
  made: Made[];
  world: World;
  /** Lets something happen to the window. */
  happen(event: WindowEvent): void;
}

export function mockBackend({ over = {}, world: prepare, pace = 0 }: MockOptions = {}): MockBackend {
  const world = newWorld();
  prepare?.(world);
  const watchers = new Set<(event: WindowEvent) => void>();
  const stopped = new Set<string>();
  const made: Made[] = [];
  return {
    made,
    world,
    happen: (event) => {
      for (const tell of watchers) tell(event);
    },
    watch: (tell) => {
      watchers.add(tell);
      return () => watchers.delete(tell);
    },
    async ask<C extends keyof Calls>(call: C, request: Calls[C]["request"], watching?: Watching) {
      made.push({ call, request });
      if (call === "cancel") stopped.add((request as Calls["cancel"]["request"]).operation);
      const answer: Mocked<C> = over[call] ?? answers[call];
      // Nothing is ever answered within the call itself, as in life.
      await wait(0);
      return structuredClone(
        await answer(request, {
          world,
          operation: watching?.operation ?? "unwatched",
          tell: (event) => watching?.tell(event),
          isStopped: () => stopped.has(watching?.operation ?? ""),
          wait: (milliseconds) => wait(milliseconds * pace),
        }),
      );
    },
  };
}

function wait(milliseconds: number): Promise<void> {
  return milliseconds > 0 ? new Promise((done) => setTimeout(done, milliseconds)) : Promise.resolve();
}
