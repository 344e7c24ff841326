import { Channel, invoke } from "@tauri-apps/api/core";

import { type Backend, BackendError } from "./backend";
import type { Explained } from "./generated/Explained";
import type { OperationEvent } from "./generated/OperationEvent";
import type { WindowEvent } from "./generated/WindowEvent";

async function call<T>(command: string, said: Record<string, unknown>): Promise<T> {
  try {
    return await invoke<T>(command, said);
  } catch (rejection) {
    // Tauri's own refusals (a command that is not granted, say) are plain strings.
    if (typeof rejection === "string") throw new Error(rejection);
    throw new BackendError(rejection as Explained);
  }
}

/** The program itself, over Tauri's IPC. */
export const tauriBackend: Backend = {
  ask: (name, request, watching) => {
    if (!watching) return call(name, { request });
    const events = new Channel<OperationEvent>();
    events.onmessage = (event) => watching.tell(event);
    return call(name, { request, operation: watching.operation, events });
  },
  watch: (tell) => {
    let isWatched = true;
    const events = new Channel<WindowEvent>();
    events.onmessage = (event) => {
      if (isWatched) tell(event);
    };
    void call("watch", { events });
    return () => {
      isWatched = false;
    };
  },
};
