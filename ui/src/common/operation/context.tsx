import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useState } from "react";

import { useBackend } from "../../backend/context";
import { newOperations, type Operations } from "./operations";

const Context = createContext<Operations | null>(null);

/** Keeps the window's long work above all screens. */
export function OperationsProvider({ children }: { children: ReactNode }) {
  const backend = useBackend();
  const queries = useQueryClient();
  const [operations] = useState(() => newOperations(backend, () => void queries.invalidateQueries()));
  return <Context.Provider value={operations}>{children}</Context.Provider>;
}

export function useOperations(): Operations {
  const operations = useContext(Context);
  if (!operations) throw new Error("there is no OperationsProvider above this component");
  return operations;
}
