import { isTable } from "./model";

/** The languages for which the form has a field; others keep what they have. */
export const TONGUES = ["en", "de"] as const;
export type Tongue = (typeof TONGUES)[number];

/** A text for people in one language: one text is English. */
export function inTongue(value: unknown, tongue: Tongue): string {
  if (typeof value === "string") return tongue === "en" ? value : "";
  const text = isTable(value) ? value[tongue] : undefined;
  return typeof text === "string" ? text : "";
}

/** A text for people with one language changed; English alone is written as one text, none at all as nothing. */
export function withTongue(value: unknown, tongue: Tongue, text: string): unknown {
  const before = isTable(value) ? value : typeof value === "string" ? { en: value } : {};
  const after = Object.fromEntries(Object.entries({ ...before, [tongue]: text }).filter(([, text]) => text !== ""));
  const tongues = Object.keys(after);
  if (tongues.length === 0) return null;
  return tongues.length === 1 && tongues[0] === "en" ? after["en"] : after;
}

/** A text for people as a reader of a language is shown it: in that language, or else in English. */
export function forReader(value: unknown, locale: string): string {
  const tongue = TONGUES.find((tongue) => tongue === locale.split("-")[0]) ?? "en";
  return inTongue(value, tongue) || inTongue(value, "en");
}
