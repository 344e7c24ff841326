import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";

import type { Drive } from "../../backend/generated/Drive";
import { news } from "./offers";

/** What was last plugged in or taken out, in words; empty at first. */
export function useDriveNews(drives: readonly Drive[] | undefined): string {
  const say = useTranslations("media");
  const seen = useRef<readonly Drive[]>(undefined);
  const [told, tell] = useState("");
  useEffect(() => {
    if (!drives) return;
    const { appeared, vanished } = news(seen.current ?? drives, drives);
    seen.current = drives;
    const texts = [
      ...appeared.map((drive) => say("appeared", { drive: drive.label || say("unnamed") })),
      ...vanished.map((drive) => say("vanished", { drive: drive.label || say("unnamed") })),
    ];
    if (texts.length > 0) tell(texts.join(" "));
  }, [drives, say]);
  return told;
}
