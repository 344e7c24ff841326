/** The languages that the window speaks. */
export const LANGUAGES = ["en", "de"] as const;
export type Language = (typeof LANGUAGES)[number];

/** A language to speak in, and the locale for its dates, numbers and sizes. */
export interface Speech {
  language: Language;
  locale: string;
}

/** What the person chose, else what the system speaks, else English. */
export function speech(chosen: string, system: { language: string; locale: string }): Speech {
  const language = [chosen, system.language].map(known).find((known) => known) ?? "en";
  // The system's locale knows the country, but only stands for its own language.
  const locale = known(system.locale) === language && isLocale(system.locale) ? system.locale : language;
  return { language, locale };
}

function known(tag: string): Language | undefined {
  return LANGUAGES.find((language) => tag.toLowerCase().split(/[-_]/)[0] === language);
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
