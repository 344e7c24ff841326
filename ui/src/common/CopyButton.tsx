import { Button } from "@mantine/core";
import { Check, Copy } from "lucide-react";
import { useTranslations } from "use-intl";

import { useCopy } from "./useCopy";

/** Puts a text on the clipboard. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const say = useTranslations("common");
  const { copied, copy } = useCopy();
  const Icon = copied ? Check : Copy;
  return (
    <Button size="compact-sm" variant="default" leftSection={<Icon size="1em" aria-hidden />} onClick={() => copy(text)}>
      <span aria-live="polite">{copied ? say("copied") : (label ?? say("copy"))}</span>
    </Button>
  );
}
