import type { Pick } from "../backend/generated/Pick";

/** The screens of the window, each with what it shows. None of it leads to a file that nobody chose. */
export type Place =
  | { screen: "recovery" }
  | { screen: "journey" }
  | { screen: "installed"; product?: string }
  | { screen: "releases" }
  | { screen: "release"; product: string; version: string }
  | { screen: "audit"; operation?: string }
  | { screen: "keys"; offered?: readonly Pick[] }
  | { screen: "vendor" }
  | { screen: "settings" };

export type Screen = Place["screen"];

/** Where one has been, the present place last. */
export type Way = readonly [Place, ...Place[]];

/** Further back than this nobody goes. */
const LONGEST = 50;

/** Going somewhere; to where one is already changes nothing. */
export function went(way: Way, to: Place): Way {
  if (JSON.stringify(here(way)) === JSON.stringify(to)) return way;
  const [first, ...rest] = [...way, to].slice(-LONGEST);
  return [first ?? to, ...rest];
}

/** Going back; at the beginning one stays. */
export function wentBack(way: Way): Way {
  const [first, ...rest] = way.slice(0, -1);
  return first ? [first, ...rest] : way;
}

export function here(way: Way): Place {
  return way[way.length - 1] ?? way[0];
}
