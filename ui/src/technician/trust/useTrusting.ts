import type { KeyView } from "../../backend/generated/KeyView";
import type { TrustRequest } from "../../backend/generated/TrustRequest";
import { useAct } from "../../common/ask";

/** Puts the decision on record; the program compares once more before it believes. */
export function useTrusting(remember: () => void): {
  trust(request: TrustRequest): void;
  busy: boolean;
  error: Error | null;
  trusted: KeyView | undefined;
} {
  const { mutate, isPending, error, data } = useAct("trust_key");
  const trust = (request: TrustRequest) => mutate(request, { onSuccess: remember });
  return { trust, busy: isPending, error, trusted: data };
}
