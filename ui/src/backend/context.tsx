import { createContext, type ReactNode, useContext } from "react";

import type { Backend } from "./backend";

const Context = createContext<Backend | null>(null);

export function BackendProvider({ backend, children }: { backend: Backend; children: ReactNode }) {
  return <Context.Provider value={backend}>{children}</Context.Provider>;
}

export function useBackend(): Backend {
  const backend = useContext(Context);
  if (!backend) throw new Error("there is no BackendProvider above this component");
  return backend;
}
