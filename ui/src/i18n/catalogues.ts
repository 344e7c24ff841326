import type { english } from "./english";
import type { Language } from "./language";

/** The texts of a language. */
export type Catalogue = typeof english;

/** Nobody reads two languages at once: each is read when it is spoken for the first time. */
const READERS: Record<Language, () => Promise<Catalogue>> = {
  en: async () => (await import("./english")).english,
  // The same names, checked where it is made; only the literal texts differ.
  de: async () => (await import("./german")).german as unknown as Catalogue,
};

const read = new Map<Language, Catalogue>();

/** Reads the texts of a language, once. */
export async function readCatalogue(language: Language): Promise<Catalogue> {
  const known = read.get(language) ?? (await READERS[language]());
  read.set(language, known);
  return known;
}

/** The texts of a language, once they have been read. */
export function catalogueOf(language: Language): Catalogue | undefined {
  return read.get(language);
}
