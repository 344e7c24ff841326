import type { RecordRules } from "../../backend/generated/RecordRules";

/** What goes on record with a change, beside what the program knows by itself. */
export interface Claims {
  ticket: string;
  reason: string;
  /** The printed name of whoever says yes. */
  person: string;
}

/** The same as far as somebody has typed it; the name is nothing before anybody has typed one. */
export interface TypedClaims extends Omit<Claims, "person"> {
  person: string | null;
}

export const NOTHING_TYPED: TypedClaims = { ticket: "", reason: "", person: null };

export type Claim = keyof Claims;

/** What nothing is changed without. */
export type Needs = Record<Claim, boolean>;

/** What is still lacking for the record; `rules` while it is not known what they want. */
export type Lack = Claim | "rules";

const ORDER: readonly Claim[] = ["ticket", "reason", "person"];

/** What must be said: what the facility's rules want, and what this change wants whatever they say. */
export function needsOf(rules: RecordRules | undefined, always: readonly Claim[]): Needs {
  return {
    ticket: always.includes("ticket") || (rules?.ticket ?? false),
    reason: always.includes("reason") || (rules?.reason ?? false),
    person: always.includes("person"),
  };
}

/** The first thing that must be said and is not. Blanks say nothing. */
export function lackOf(needs: Needs, claims: Claims): Claim | undefined {
  return ORDER.find((claim) => needs[claim] && claims[claim].trim() === "");
}

/** The same without the blanks around each. */
export function trimmed({ ticket, reason, person }: Claims): Claims {
  return { ticket: ticket.trim(), reason: reason.trim(), person: person.trim() };
}
