import type { Pick } from "../backend/generated/Pick";

/** What a file that came without a dialog is taken for. */
export type DroppedKind = "package" | "key" | "description";

/** Files that are looked at together. */
export interface Offer {
  kind: DroppedKind;
  picks: readonly Pick[];
}

/** By its name alone; whether it is that, the program says when it reads it. */
export function kindOf({ name }: Pick): DroppedKind {
  if (/\.pub$/i.test(name)) return "key";
  return /\.toml$/i.test(name) ? "description" : "package";
}

/** Which files are looked at first, and those that wait for their turn. */
export function offered(picks: readonly Pick[]): { first: Offer | null; rest: readonly Pick[] } {
  for (const kind of ["package", "key", "description"] as const) {
    const [one, ...more] = picks.filter((pick) => kindOf(pick) === kind);
    if (!one) continue;
    // Only one description can be open.
    const taken = kind === "description" ? [one] : [one, ...more];
    return { first: { kind, picks: taken }, rest: picks.filter((pick) => !taken.includes(pick)) };
  }
  return { first: null, rest: [] };
}

/** All of them, each once. */
export function joined(before: readonly Pick[], more: readonly Pick[]): readonly Pick[] {
  return [...before, ...more.filter(({ id }) => !before.some((pick) => pick.id === id))];
}

/** Their names in a row. */
export function named(picks: readonly Pick[]): string {
  return picks.map(({ name }) => name).join(", ");
}
