import type { KeyView } from "../../backend/generated/KeyView";
import type { TrustRequest } from "../../backend/generated/TrustRequest";
import { useAct } from "../../common/ask";
import { useRememberPerson } from "../../settings/useRememberPerson";

/** Puts the decision on record; the program compares once more before it believes. */
export function useTrusting(): {
  trust(request: TrustRequest): void;
  busy: boolean;
  error: Error | null;
  trusted: KeyView | undefined;
} {
  const { mutate, isPending, error, data } = useAct("trust_key");
  const remember = useRememberPerson();
  const trust = (request: TrustRequest) => mutate(request, { onSuccess: () => remember(request.comparedBy) });
  return { trust, busy: isPending, error, trusted: data };
}
