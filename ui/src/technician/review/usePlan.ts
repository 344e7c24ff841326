import { useEffect, useState } from "react";

import type { ChangeRequest } from "../../backend/generated/ChangeRequest";
import type { PlanView } from "../../backend/generated/PlanView";
import { useAsk } from "../../common/ask";

export interface Planning {
  /** The plan of this very change; of the one before while another is made. */
  plan: PlanView | undefined;
  /** Whether it is another change's plan, or might be another in a moment. */
  busy: boolean;
  error: Error | null;
  /** Whether the same change has another plan than when it was first shown. */
  replanned: boolean;
  again(): void;
}

/** The plan of a change. Planning touches nothing. */
export function usePlan(change: ChangeRequest): Planning {
  // What is planned may hold secrets, which are kept no longer than they are of use.
  const query = useAsk("plan", change, { keepPrevious: true, keptFor: 0 });
  const key = JSON.stringify(change);
  const digest = query.isPlaceholderData ? undefined : query.data?.digest;
  const [first, setFirst] = useState<{ key: string; digest: string }>();
  useEffect(() => {
    if (digest !== undefined && first?.key !== key) setFirst({ key, digest });
  }, [key, digest, first]);
  return {
    plan: query.isError ? undefined : query.data,
    busy: query.isFetching || query.isPlaceholderData,
    error: query.error,
    replanned: digest !== undefined && first?.key === key && first.digest !== digest,
    again: () => void query.refetch(),
  };
}
