import { useEffect, useState } from "react";

import { useBackend } from "../backend/context";
import type { Pick } from "../backend/generated/Pick";

/** What happens to the window: files held over it, files dropped on it, somebody closing it. */
export interface WindowState {
  hovering: boolean;
  /** The operations that run, when somebody wants to close the window. */
  closeAsked: readonly string[] | null;
  keepOpen(): void;
}

/** @param dropped told when files were dropped; must stay the same function. */
export function useWindowEvents(dropped: (picks: readonly Pick[]) => void): WindowState {
  const backend = useBackend();
  const [hovering, setHovering] = useState(false);
  const [closeAsked, setCloseAsked] = useState<readonly string[] | null>(null);
  useEffect(
    () =>
      backend.watch((event) => {
        setHovering(event.kind === "hovering");
        if (event.kind === "dropped") dropped(event.picks);
        if (event.kind === "close-asked") setCloseAsked(event.operations);
      }),
    [backend, dropped],
  );
  return { hovering, closeAsked, keepOpen: () => setCloseAsked(null) };
}
