import { createContext, type ReactNode, useContext, useMemo, useState } from "react";

import { here, type Place, type Way, went, wentBack } from "./place";

interface Route {
  place: Place;
  /** Shows another screen. */
  go(to: Place): void;
  /** Shows the screen before this one. */
  back(): void;
}

const Context = createContext<Route | null>(null);

/** Knows which screen is shown; there are no addresses, so nothing outside can open one. */
export function RouteProvider({ start, children }: { start: Place; children: ReactNode }) {
  const [way, setWay] = useState<Way>([start]);
  const route = useMemo<Route>(
    () => ({
      place: here(way),
      go: (to) => setWay((way) => went(way, to)),
      back: () => setWay(wentBack),
    }),
    [way],
  );
  return <Context.Provider value={route}>{children}</Context.Provider>;
}

export function useRoute(): Route {
  const route = useContext(Context);
  if (!route) throw new Error("there is no RouteProvider above this component");
  return route;
}
