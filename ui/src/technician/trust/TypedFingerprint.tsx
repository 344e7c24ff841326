import { Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";

import type { CompareProps } from "./Compare";
import { held } from "./comparison";
import { Verdict } from "./Verdict";

/** The fingerprint as it is typed from paper, or by a scanner that types. */
export function TypedFingerprint({ of, entered }: CompareProps) {
  const say = useTranslations("trust.compare");
  const [text, setText] = useState("");
  const [pasted, setPasted] = useState(false);
  const comparison = held(text, of);
  const change = (text: string) => {
    setText(text);
    setPasted(false);
    entered(held(text, of).kind === "matches" ? text.trim() : null);
  };
  const refuse = (event: { preventDefault(): void }) => {
    event.preventDefault();
    setPasted(true);
  };
  return (
    <Stack gap="xs">
      <Textarea
        label={say("typedLabel")}
        description={say("typedText")}
        value={text}
        onChange={(event) => change(event.currentTarget.value)}
        onPaste={refuse}
        onDrop={refuse}
        error={pasted ? say("noPaste") : undefined}
        rows={3}
        maw="44rem"
        spellCheck={false}
        autoComplete="off"
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
      />
      {comparison.kind === "unfinished" ? (
        <Text size="sm" c="dimmed">
          {say("progress", { have: `${comparison.have}`, of: `${comparison.of}` })}
        </Text>
      ) : (
        <Verdict matches={comparison.kind === "matches"} />
      )}
    </Stack>
  );
}
