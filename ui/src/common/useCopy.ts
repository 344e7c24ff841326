import { useState } from "react";

/** How the last copying ended, for a moment; nothing before and after. */
export type Copying = "copied" | "refused" | null;

/** Copies a text and says for a moment that it did, or that the system did not let it. */
export function useCopy(): { copying: Copying; copy(text: string): void } {
  const [copying, setCopying] = useState<Copying>(null);
  const tell = (copying: Copying) => {
    setCopying(copying);
    setTimeout(() => setCopying(null), 2000);
  };
  const copy = (text: string) => {
    navigator.clipboard.writeText(text).then(
      () => tell("copied"),
      () => tell("refused"),
    );
  };
  return { copying, copy };
}
