import type { LogFilter } from "../../backend/generated/LogFilter";

/** No filter: every record fits. */
export const EVERYTHING: LogFilter = {
  from: null,
  until: null,
  product: null,
  actor: null,
  outcome: null,
  event: null,
  operation: null,
  text: null,
};

/** How many fields beside the searched words are given. */
export function narrowed(filter: LogFilter): number {
  return Object.entries(filter).filter(([name, value]) => name !== "text" && value !== null).length;
}

/** The first moment of a day where the reader is, UTC; nothing for no day. */
export function dayBegins(day: string): string | null {
  return moment(day, (at) => at);
}

/** The last second of a day where the reader is, UTC; nothing for no day. */
export function dayEnds(day: string): string | null {
  return moment(day, (at) => new Date(at.getFullYear(), at.getMonth(), at.getDate(), 23, 59, 59));
}

/** The day of a moment where the reader is, as a date field wants it. */
export function dayOf(utc: string | null): string {
  if (utc === null) return "";
  const at = new Date(utc);
  const digits = (number: number, width: number) => `${number}`.padStart(width, "0");
  return `${digits(at.getFullYear(), 4)}-${digits(at.getMonth() + 1, 2)}-${digits(at.getDate(), 2)}`;
}

function moment(day: string, of: (begin: Date) => Date): string | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return null;
  const begin = new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  // The log knows whole seconds and no fractions.
  return of(begin).toISOString().replace(/\.\d+Z$/, "Z");
}
