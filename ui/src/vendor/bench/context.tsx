import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from "react";

import { useBackend } from "../../backend/context";
import { type Bench, type BenchState, isUnsaved, newBench } from "./bench";

const Context = createContext<Bench | null>(null);

/** Keeps the release engineer's work above all screens. */
export function BenchProvider({ children }: { children: ReactNode }) {
  const backend = useBackend();
  const [bench] = useState(() => newBench(backend));
  const { opened } = useSyncExternalStore(bench.subscribe, bench.state);
  const unsaved = isUnsaved(opened);
  // The window asks before it closes over what would be lost; one that never had anything need not be told.
  useEffect(() => {
    if (!unsaved) return;
    const tell = (unsaved: boolean) => void backend.ask("set_unsaved", { unsaved }).catch(() => undefined);
    tell(true);
    return () => tell(false);
  }, [backend, unsaved]);
  return <Context.Provider value={bench}>{children}</Context.Provider>;
}

/** The release engineer's work as it stands, and what can be done to it. */
export function useBench(): BenchState & { bench: Bench } {
  const bench = useContext(Context);
  if (!bench) throw new Error("there is no BenchProvider above this component");
  const state = useSyncExternalStore(bench.subscribe, bench.state);
  return { ...state, bench };
}
