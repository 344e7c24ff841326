import { invoke } from "@tauri-apps/api/core";

import { type Backend, BackendError, type Explained, type ReleaseSummary } from "./backend";

async function call<T>(command: string): Promise<T> {
  try {
    return await invoke<T>(command);
  } catch (rejection) {
    // Tauri's own refusals (a command that is not granted, say) are plain strings.
    if (typeof rejection === "string") throw new Error(rejection);
    throw new BackendError(rejection as Explained);
  }
}

/** The program itself, over Tauri's IPC. */
export const tauriBackend: Backend = {
  releases: () => call<ReleaseSummary[]>("releases"),
};
