import { type RefObject, useEffect, useRef } from "react";

/** Keeps the step in hand in view within a list of steps, unless somebody is reading there. */
export function useInView(step: number | null): RefObject<HTMLDivElement | null> {
  const viewport = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const list = viewport.current;
    const present = list?.querySelector("[aria-current=step]");
    if (!list || !present || list.contains(document.activeElement) || list.matches(":hover")) return;
    const offset = present.getBoundingClientRect().top - list.getBoundingClientRect().top;
    list.scrollTop += offset - list.clientHeight / 2;
  }, [step]);
  return viewport;
}
