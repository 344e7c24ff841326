import { useEffect } from "react";

import type { Move } from "./Step";

/**
 * Enter outside a control is the main action, unless that wants Ctrl+Enter, which is it everywhere; Escape and Alt+Left
 * go back.
 */
export function useStepKeys(back: Move | undefined, next: Move | undefined) {
  useEffect(() => {
    const act = (move: Move | undefined) => {
      if (move && !move.hindered && !move.busy) move.go();
    };
    const pressed = (event: KeyboardEvent) => {
      // A dialog has its own Enter and Escape.
      // A key that is held down must not run through one step after another.
      if (event.defaultPrevented || event.repeat || document.querySelector("[role=dialog]")) return;
      const plain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;
      const inControl = event.target instanceof Element && event.target.closest(CONTROLS) !== null;
      const isNext = event.key === "Enter" && (event.ctrlKey || (plain && !inControl && next?.by !== "ctrl-enter"));
      const isBack = (event.key === "Escape" && plain && !inControl) || (event.key === "ArrowLeft" && event.altKey);
      if (!isNext && !isBack) return;
      event.preventDefault();
      act(isNext ? next : back);
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [back, next]);
}

// Enter does nothing to what is chosen already, so there it goes on.
const CHOSEN = "[role=radio][aria-checked=true]";
const CONTROLS =
  `a, button:not(${CHOSEN}), input, select, textarea, summary, ` +
  "[role=button], [role=tab], [role=option], [contenteditable]";
