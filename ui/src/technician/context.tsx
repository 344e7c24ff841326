import { createContext, type Dispatch, type ReactNode, useContext, useMemo, useReducer } from "react";

import { type Act, type Journey, START, travelled } from "./journey";

interface Travel {
  journey: Journey;
  act: Dispatch<Act>;
}

const Context = createContext<Travel | null>(null);

/** Keeps the journey above all screens, so that looking something up elsewhere loses nothing. */
export function JourneyProvider({ start = START, children }: { start?: Journey; children: ReactNode }) {
  const [journey, act] = useReducer(travelled, start);
  const travel = useMemo(() => ({ journey, act }), [journey]);
  return <Context.Provider value={travel}>{children}</Context.Provider>;
}

export function useJourney(): Travel {
  const travel = useContext(Context);
  if (!travel) throw new Error("there is no JourneyProvider above this component");
  return travel;
}
