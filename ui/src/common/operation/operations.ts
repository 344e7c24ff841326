import type { Backend, Calls } from "../../backend/backend";
import type { OperationEvent } from "../../backend/generated/OperationEvent";
import { BLANK, heard, type OperationState } from "./state";

/** A call that takes long: what is known while it runs, and its answer. */
export interface Operation<C extends keyof Calls = keyof Calls> {
  /** By which it can be cancelled. */
  id: string;
  call: C;
  state: OperationState;
  /** Whether somebody has asked it to stop. */
  stopping: boolean;
  end: { answer: Calls[C]["answer"] } | { error: Error } | null;
  /** When it ended, in milliseconds as the page's clock counts them. */
  endedAt: number | null;
}

/** The window's long work. It lives above the screens, so that leaving one and coming back finds it as it is. */
export interface Operations {
  subscribe(listener: () => void): () => void;
  /** The last operation under a name; the same object as long as nothing happened to it. */
  of(name: string): Operation | undefined;
  /** All that run, by their names. */
  running(): readonly Operation[];
  start<C extends keyof Calls>(name: string, call: C, request: Calls[C]["request"]): Promise<void>;
  stop(name: string): void;
  forget(name: string): void;
}

/** Redrawing more often than this shows nothing more to anybody. */
const DRAWN_EVERY = 80;

/** @param settled told when an operation has ended, for whatever is shown to be asked for again. */
export function newOperations(backend: Backend, settled: () => void): Operations {
  const all = new Map<string, Operation>();
  const listeners = new Set<() => void>();
  let running: readonly Operation[] = [];
  let drawing: ReturnType<typeof setTimeout> | undefined;

  const draw = () => {
    clearTimeout(drawing);
    drawing = undefined;
    running = [...all.values()].filter((operation) => !operation.end);
    for (const listener of listeners) listener();
  };
  const change = (name: string, id: string, changed: (operation: Operation) => Operation) => {
    const operation = all.get(name);
    if (operation?.id === id) all.set(name, changed(operation));
  };
  const tell = (name: string, id: string, event: OperationEvent) => {
    change(name, id, (operation) => ({ ...operation, state: heard(operation.state, event) }));
    if (event.kind !== "progress" && event.kind !== "output") draw();
    else drawing ??= setTimeout(draw, DRAWN_EVERY);
  };
  const end = (name: string, id: string, end: NonNullable<Operation["end"]>) => {
    change(name, id, (operation) => ({ ...operation, end, endedAt: Date.now() }));
    draw();
    settled();
  };

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    of: (name) => all.get(name),
    running: () => running,
    async start(name, call, request) {
      // A second press of the same button must not begin the work twice.
      const before = all.get(name);
      if (before && !before.end) return;
      const id = crypto.randomUUID();
      all.set(name, { id, call, state: BLANK, stopping: false, end: null, endedAt: null });
      draw();
      try {
        const answer = await backend.ask(call, request, { operation: id, tell: (event) => tell(name, id, event) });
        end(name, id, { answer });
      } catch (error) {
        end(name, id, { error: error instanceof Error ? error : new Error(String(error)) });
      }
    },
    stop(name) {
      const operation = all.get(name);
      if (!operation || operation.end) return;
      change(name, operation.id, (operation) => ({ ...operation, stopping: true }));
      draw();
      // Whether it could be stopped is told by how it ends.
      void backend.ask("cancel", { operation: operation.id }).catch(() => {
        change(name, operation.id, (operation) => ({ ...operation, stopping: false }));
        draw();
      });
    },
    forget(name) {
      if (!all.get(name)?.end) return;
      all.delete(name);
      draw();
    },
  };
}
