import { useEffect } from "react";

import type { RecoveredRun } from "../backend/generated/RecoveredRun";
import { useAct, useAsk } from "../common/ask";

/** Whether the newest recovered run is another than the one that somebody was told of last. */
export function isNews(recovered: readonly RecoveredRun[], seen: string): boolean {
  const [newest] = recovered;
  return newest !== undefined && newest.operation !== seen;
}

/** Remembers that this person has been told of these runs, the newest first. */
export function useRecoverySeen(recovered: readonly RecoveredRun[]): void {
  const { data: liked } = useAsk("preferences", {});
  const { mutate } = useAct("set_preferences");
  const newest = recovered[0]?.operation;
  useEffect(() => {
    if (liked && newest !== undefined && newest !== liked.recoverySeen) mutate({ ...liked, recoverySeen: newest });
    // Once for each newest run, whatever else this person changes meanwhile.
  }, [newest, liked === undefined]);
}
