import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from "react";

import { useBackend } from "../../backend/context";
import { type Bench, type BenchState, newBench } from "./bench";

const Context = createContext<Bench | null>(null);

/** Keeps the release engineer's work above all screens. */
export function BenchProvider({ children }: { children: ReactNode }) {
  const backend = useBackend();
  const [bench] = useState(() => newBench(backend));
  return <Context.Provider value={bench}>{children}</Context.Provider>;
}

/** The release engineer's work as it stands, and what can be done to it. */
export function useBench(): BenchState & { bench: Bench } {
  const bench = useContext(Context);
  if (!bench) throw new Error("there is no BenchProvider above this component");
  const state = useSyncExternalStore(bench.subscribe, bench.state);
  return { ...state, bench };
}
