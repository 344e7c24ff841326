import { Button } from "@mantine/core";
import { Check, Copy, X } from "lucide-react";
import { useTranslations } from "use-intl";

import { useCopy } from "./useCopy";

const SIGNS = { copied: Check, refused: X };

/** Puts a text on the clipboard. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const say = useTranslations("common");
  const { copying, copy } = useCopy();
  const Icon = copying ? SIGNS[copying] : Copy;
  return (
    <Button size="compact-sm" variant="default" leftSection={<Icon size="1em" aria-hidden />} onClick={() => copy(text)}>
      <span aria-live="polite">{copying ? say(copying) : (label ?? say("copy"))}</span>
    </Button>
  );
}
