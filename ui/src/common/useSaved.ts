import { useState } from "react";

import type { Calls } from "../backend/backend";
import { useBackend } from "../backend/context";
import type { PickId } from "../backend/generated/PickId";
import type { Purpose } from "../backend/generated/Purpose";
import type { Saved } from "../backend/generated/Saved";

/** The calls that write one document where a person chose. */
export type SavingCall = { [C in keyof Calls]: Calls[C]["answer"] extends Saved ? C : never }[keyof Calls];

export interface Saving<C extends SavingCall> {
  /** Asks where, then writes there; nothing when the dialog was closed. What is written may have to be asked for first. */
  save(request: (to: PickId) => Calls[C]["request"] | Promise<Calls[C]["request"]>): void;
  busy: boolean;
  saved: Saved | null;
  error: Error | null;
}

/** Lets a person choose where a document goes, and writes it there. */
export function useSaved<C extends SavingCall>(call: C, purpose: Purpose, suggested: string): Saving<C> {
  const backend = useBackend();
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState<Saved | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const write = async (request: Parameters<Saving<C>["save"]>[0]) => {
    const to = (await backend.ask("pick_save", { purpose, suggested })).picks[0];
    if (to) setSaved((await backend.ask(call, await request(to.id))) as Saved);
  };
  return {
    save(request) {
      setBusy(true);
      setError(null);
      setSaved(null);
      write(request)
        .catch((error: unknown) => setError(error instanceof Error ? error : new Error(String(error))))
        .finally(() => setBusy(false));
    },
    busy,
    saved,
    error,
  };
}
