import type { Pick } from "../../backend/generated/Pick";
import { useAsk } from "../../common/ask";

/** The public keys that lie on the drives plugged in: to be compared, none of them believed. */
export function useLookedKeys(): Pick[] {
  return useAsk("drives", {}).data?.flatMap((drive) => drive.keys) ?? [];
}
