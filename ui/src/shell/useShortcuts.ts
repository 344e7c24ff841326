import { useEffect } from "react";

import { entries } from "./navigation";
import { useRoute } from "./route";

/** Alt and a digit go to a screen, a question mark shows all keys. */
export function useShortcuts(exportMode: boolean, help: () => void) {
  const { go } = useRoute();
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (document.querySelector("[role=dialog]")) return;
      const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
      if (event.altKey && !event.ctrlKey && digit) {
        const entry = entries(exportMode)[Number(digit) - 1];
        if (entry) go({ screen: entry.screen });
      } else if (event.key === "?" && !isTyping(event.target)) {
        help();
      } else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [exportMode, help, go]);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;
}
