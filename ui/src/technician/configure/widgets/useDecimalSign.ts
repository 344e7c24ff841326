import { useLocale } from "use-intl";

/** What parts the whole of a number from the rest where the reader is. */
export function useDecimalSign(): string {
  const parts = new Intl.NumberFormat(useLocale()).formatToParts(1.5);
  return parts.find(({ type }) => type === "decimal")?.value ?? ".";
}
