import { useState } from "react";

import type { Pick } from "../../backend/generated/Pick";
import type { Purpose } from "../../backend/generated/Purpose";
import { useAskOnce } from "../../common/ask";

export interface Picks {
  picks: readonly Pick[];
  /** Lets a person choose; what is chosen takes the place of what was, or joins it. */
  choose(join?: boolean): void;
  set(picks: readonly Pick[]): void;
  error: Error | null;
}

/** Files or a folder that a person chooses. */
export function usePicks(call: "pick_files" | "pick_folder", purpose: Purpose, first: readonly Pick[] = []): Picks {
  const [picks, set] = useState<readonly Pick[]>(first);
  const { mutate, error } = useAskOnce(call);
  const choose = (join = false) =>
    mutate(
      { purpose },
      {
        onSuccess: ({ picks: chosen }) => {
          if (chosen.length === 0) return;
          const isNew = (pick: Pick) => !picks.some((known) => known.id === pick.id);
          set(join ? [...picks, ...chosen.filter(isNew)] : chosen);
        },
      },
    );
  return { picks, choose, set, error };
}
