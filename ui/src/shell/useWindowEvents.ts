import { useEffect, useState } from "react";

import { useBackend } from "../backend/context";
import type { Pick } from "../backend/generated/Pick";

/** What would be lost, when somebody wants to close the window. */
export interface CloseAsked {
  /** The operations that still run. */
  operations: readonly string[];
  /** Whether there is work that is in no file. */
  unsaved: boolean;
}

/** Files that were dropped on the window or opened with it. */
export interface Drop {
  picks: readonly Pick[];
  /** Names of files that cannot be taken. */
  nameless: readonly string[];
}

/** What happens to the window: files held over it, files dropped on it, somebody closing it. */
export interface WindowState {
  hovering: boolean;
  /** Drops that no screen has taken yet: while the site is locked there is none to take them. */
  drops: readonly Drop[];
  taken(): void;
  closeAsked: CloseAsked | null;
  keepOpen(): void;
}

/** Hears what happens to the window. It is heard in one place, for the program tells what came first only once. */
export function useWindowEvents(): WindowState {
  const backend = useBackend();
  const [hovering, setHovering] = useState(false);
  const [drops, setDrops] = useState<readonly Drop[]>([]);
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
            return setDrops((drops) => [...drops, event]);
          case "close-asked":
            return setCloseAsked({ operations: event.operations, unsaved: event.unsaved });
          case "ended":
            return setCloseAsked((asked) => asked && without(asked, event.operation));
        }
      }),
    [backend],
  );
  return { hovering, drops, taken: () => setDrops([]), closeAsked, keepOpen: () => setCloseAsked(null) };
}

function without(asked: CloseAsked, ended: string): CloseAsked {
  return { ...asked, operations: asked.operations.filter((operation) => operation !== ended) };
}
