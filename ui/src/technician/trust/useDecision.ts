import { useState } from "react";

import type { KeyView } from "../../backend/generated/KeyView";
import type { Pick } from "../../backend/generated/Pick";
import type { TrustRequest } from "../../backend/generated/TrustRequest";
import { useAsk } from "../../common/ask";
import { patternsOf, type ScopeChoice } from "./scope";

export interface ScopeState {
  choice: ScopeChoice;
  named: string;
}

/** What must still be said before a key can be trusted. */
export type Hindrance = "compare.first" | "scope.first" | "record.first" | "record.firstReason" | "key.choose";

interface DecisionOptions {
  keys: readonly Pick[];
  /** The printed name to begin with. */
  person: string;
  product: string | null;
}

/** All that is said about a key on the way to trusting it; the request, once nothing is missing. */
export function useDecision({ keys, person: usual, product }: DecisionOptions) {
  const [choice, choose] = useState<Pick | null>(keys.length === 1 ? (keys[0] ?? null) : null);
  const read = useAsk("look_at_key", { key: choice?.id ?? 0 }, { enabled: choice !== null });
  const key: KeyView | undefined = choice ? read.data : undefined;
  // What was entered counts only for the key that it was compared with.
  const [comparison, enter] = useState<{ key: string; fingerprint: string } | null>(null);
  const [scope, changeScope] = useState<ScopeState>({ choice: product ? "product" : "named", named: "" });
  const [person, setPerson] = useState(usual);
  const [reason, setReason] = useState("");

  const fingerprint = comparison && comparison.key === key?.fingerprint ? comparison.fingerprint : null;
  const products = patternsOf(scope.choice, product, scope.named);
  const hindered = hindrance();
  function hindrance(): Hindrance | null {
    if (!key) return "key.choose";
    if (!fingerprint) return "compare.first";
    if (!products) return "scope.first";
    if (!person.trim()) return "record.first";
    return reason.trim() ? null : "record.firstReason";
  }
  const request: TrustRequest | null =
    choice && fingerprint && products && !hindered
      ? { key: choice.id, fingerprint, products, comparedBy: person.trim(), reason: reason.trim() }
      : null;
  return {
    choice,
    choose,
    read,
    key,
    enter: (fingerprint: string | null) => enter(fingerprint && key ? { key: key.fingerprint, fingerprint } : null),
    scope,
    changeScope,
    person,
    record: { person, setPerson, reason, setReason },
    hindered,
    request,
  };
}
