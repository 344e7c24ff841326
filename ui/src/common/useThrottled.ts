import { useEffect, useRef, useState } from "react";

/** A value that changes at most every so many milliseconds; the last one always comes through. */
export function useThrottled<T>(value: T, every: number): T {
  const [shown, show] = useState(value);
  const due = useRef(0);
  useEffect(() => {
    const wait = Math.max(0, due.current - Date.now());
    const timer = setTimeout(() => {
      due.current = Date.now() + every;
      show(value);
    }, wait);
    return () => clearTimeout(timer);
  }, [value, every]);
  return shown;
}
