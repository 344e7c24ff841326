import { useEffect, useState } from "react";

import { useBackend } from "../backend/context";
import type { Dropping } from "./useDropped";

/** What would be lost, when somebody wants to close the window. */
export interface CloseAsked {
  /** The operations that still run. */
  operations: readonly string[];
  /** Whether there is work that is in no file. */
  unsaved: boolean;
}

/** What happens to the window: files held over it, files dropped on it, somebody closing it. */
export interface WindowState {
  hovering: boolean;
  closeAsked: CloseAsked | null;
  keepOpen(): void;
}

/** @param dropped told when files were dropped; must stay the same function. */
export function useWindowEvents(dropped: Dropping["dropped"]): WindowState {
  const backend = useBackend();
  const [hovering, setHovering] = useState(false);
  const [closeAsked, setCloseAsked] = useState<CloseAsked | null>(null);
  useEffect(
    () =>
      backend.watch((event) => {
        switch (event.kind) {
          case "hovering":
            return setHovering(true);
          case "left":
            return setHovering(false);
          case "dropped":
            setHovering(false);
            return dropped(event.picks, event.nameless);
          case "close-asked":
            return setCloseAsked({ operations: event.operations, unsaved: event.unsaved });
          case "ended":
            return setCloseAsked((asked) => asked && without(asked, event.operation));
        }
      }),
    [backend, dropped],
  );
  return { hovering, closeAsked, keepOpen: () => setCloseAsked(null) };
}

function without(asked: CloseAsked, ended: string): CloseAsked {
  return { ...asked, operations: asked.operations.filter((operation) => operation !== ended) };
}
