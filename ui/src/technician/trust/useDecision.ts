import { useState } from "react";

import type { KeyView } from "../../backend/generated/KeyView";
import type { Pick } from "../../backend/generated/Pick";
import type { TrustRequest } from "../../backend/generated/TrustRequest";
import { useAsk } from "../../common/ask";
import { type Lack, trimmed } from "../../common/claims/claims";
import { useOwnClaims } from "../../common/claims/useClaims";
import { patternsOf, type ScopeChoice } from "./scope";

export interface ScopeState {
  choice: ScopeChoice;
  named: string;
}

/** What must still be said before a key can be trusted. */
export type Hindrance = "compare.first" | "scope.first" | "key.choose" | `record.lack.${Lack}`;

interface DecisionOptions {
  keys: readonly Pick[];
  product: string | null;
}

/** All that is said about a key on the way to trusting it; the request, once nothing is missing. */
export function useDecision({ keys, product }: DecisionOptions) {
  const [choice, choose] = useState<Pick | null>(keys.length === 1 ? (keys[0] ?? null) : null);
  const read = useAsk("look_at_key", { key: choice?.id ?? 0 }, { enabled: choice !== null });
  const key: KeyView | undefined = choice ? read.data : undefined;
  // What was entered counts only for the key that it was compared with.
  const [comparison, enter] = useState<{ key: string; fingerprint: string } | null>(null);
  const [scope, changeScope] = useState<ScopeState>({ choice: product ? "product" : "named", named: "" });
  // How a key was compared is worth nothing without a word on it, whatever the facility's rules say.
  const record = useOwnClaims(["reason", "person"]);

  const fingerprint = comparison && comparison.key === key?.fingerprint ? comparison.fingerprint : null;
  const products = patternsOf(scope.choice, product, scope.named);
  const hindered = hindrance();
  function hindrance(): Hindrance | null {
    if (!key) return "key.choose";
    if (!fingerprint) return "compare.first";
    if (!products) return "scope.first";
    return record.lack ? `record.lack.${record.lack}` : null;
  }
  const { person: comparedBy, ticket, reason } = trimmed(record.claims);
  const request: TrustRequest | null =
    choice && fingerprint && products && !hindered
      ? { key: choice.id, fingerprint, products, comparedBy, ticket, reason }
      : null;
  return {
    choice,
    choose,
    read,
    key,
    enter: (fingerprint: string | null) => enter(fingerprint && key ? { key: key.fingerprint, fingerprint } : null),
    scope,
    changeScope,
    record,
    hindered,
    request,
  };
}
