import { useState } from "react";

import { useAsk } from "../ask";
import { type Claim, type Claims, type Lack, lackOf, type Needs, needsOf, NOTHING_TYPED, type TypedClaims } from "./claims";
import { useRememberPerson } from "./useRememberPerson";

/** What is said for the record of a change, on the way to being said. */
export interface Claiming {
  /** As it stands in the fields; the name is the one last used until another is typed. */
  claims: Claims;
  type(part: Partial<Claims>): void;
  needs: Needs;
  /** What must be said first; nothing once the change can be asked for. */
  lack: Lack | undefined;
  /** Keeps the name, so that the next fields begin with it. */
  remember(): void;
}

/** What is said for the record, where it is kept elsewhere, and what must be: by the facility's rules, and always. */
export function useClaiming(always: readonly Claim[], typed: TypedClaims, type: Claiming["type"]): Claiming {
  const rules = useAsk("record_rules", {});
  const known = useAsk("preferences", {}).data?.person ?? "";
  const remember = useRememberPerson();
  const claims = { ...typed, person: typed.person ?? known };
  // Rules that cannot be read let nothing be changed; why, is said by whoever is asked for the change.
  const needs = needsOf(rules.data, always);
  return {
    claims,
    type,
    needs,
    lack: rules.isPending ? "rules" : lackOf(needs, claims),
    remember: () => remember(claims.person),
  };
}

/** The same for a form that is forgotten when it closes. */
export function useOwnClaims(always: readonly Claim[]): Claiming {
  const [typed, setTyped] = useState(NOTHING_TYPED);
  return useClaiming(always, typed, (part) => setTyped((typed) => ({ ...typed, ...part })));
}
