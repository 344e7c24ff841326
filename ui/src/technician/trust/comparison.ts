/** Words or digits of a fingerprint as a person entered them. */
export type Typed =
  /** Too little, or neither words nor digits yet. */
  | { kind: "unfinished"; have: number; of: number }
  | { kind: "matches" }
  | { kind: "differs" };

/** A fingerprint to compare with. */
export interface Compared {
  /** All 64 digits. */
  fingerprint: string;
  words: readonly string[];
}

/** What was typed or scanned, held against a key. A part of a fingerprint is never compared. */
export function held(text: string, { fingerprint, words }: Compared): Typed {
  const plain = text.trim().toLowerCase();
  if (/^[0-9a-f\s:-]*$/.test(plain)) {
    const digits = plain.replace(/[\s:-]/g, "");
    const isWhole = digits.length >= fingerprint.length;
    if (!isWhole) return { kind: "unfinished", have: digits.length, of: fingerprint.length };
    return { kind: digits === fingerprint.toLowerCase() ? "matches" : "differs" };
  }
  const typed = plain.split(/[^a-z]+/).filter(Boolean);
  if (typed.length < words.length) return { kind: "unfinished", have: typed.length, of: words.length };
  return { kind: typed.join(" ") === words.join(" ").toLowerCase() ? "matches" : "differs" };
}

/** How many words are offered at each place. */
const OFFERED = 3;

/**
 * At each place the right word among wrong ones that stand elsewhere in the same fingerprint. Whoever has no paper to
 * look at cannot tell which it is: all of them belong to this key.
 *
 * @param chance numbers from 0 to below 1
 */
export function choicesFor(words: readonly string[], chance: () => number): string[][] {
  return words.map((right) => {
    const others = shuffled([...new Set(words.filter((word) => word !== right))], chance);
    return shuffled([right, ...others.slice(0, OFFERED - 1)], chance);
  });
}

/** At how many places another word was chosen than the key has. */
export function differences(chosen: readonly string[], words: readonly string[]): number {
  return words.filter((word, at) => chosen[at] !== word).length;
}

function shuffled<T>(items: readonly T[], chance: () => number): T[] {
  const left = [...items];
  const mixed: T[] = [];
  while (left.length > 0) mixed.push(...left.splice(Math.floor(chance() * left.length), 1));
  return mixed;
}
