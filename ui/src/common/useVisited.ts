import { useState } from "react";

/** Which tabs have been looked at: those stay as they are left, and no other is made before somebody looks at it. */
export function useVisited<T>(present: T): (tab: T) => boolean {
  const [visited, setVisited] = useState<ReadonlySet<T>>(new Set([present]));
  if (!visited.has(present)) setVisited(new Set([...visited, present]));
  return (tab) => tab === present || visited.has(tab);
}
