import { useEffect } from "react";

/**
 * Scrolls what gets the focus clear of what stands still on the screen, such as a step's bar. The web view itself only
 * scrolls to what lies outside the window, and leaves alone what is covered in it.
 */
export function useFocusInSight() {
  useEffect(() => {
    const focused = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement && isCovered(target)) target.scrollIntoView({ block: "nearest" });
    };
    document.addEventListener("focusin", focused);
    return () => document.removeEventListener("focusin", focused);
  }, []);
}

function isCovered(element: HTMLElement): boolean {
  const { left, top, width, height } = element.getBoundingClientRect();
  const above = document.elementFromPoint(left + width / 2, top + height / 2);
  return above !== null && !element.contains(above) && !above.contains(element);
}
