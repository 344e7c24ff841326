import { Button, Group, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";

export interface TypedCheckpointProps {
  /** The text that is compared with; nothing while none is. */
  used: string | null;
  onUse: (text: string | null) => void;
}

/** A checkpoint from paper. Half a checkpoint would make a good report look bad, so it counts only when it is done. */
export function TypedCheckpoint({ used, onUse }: TypedCheckpointProps) {
  const say = useTranslations("audit.report");
  const [text, setText] = useState(used ?? "");
  const isUsed = used !== null && used === text.trim();
  return (
    <Stack gap="xs">
      <Textarea
        label={say("typed")}
        description={say("typedText")}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        rows={6}
        spellCheck={false}
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
      />
      <Group>
        <Button variant="default" disabled={text.trim() === "" || isUsed} onClick={() => onUse(text.trim())}>
          {say("typedUse")}
        </Button>
        {used !== null && (
          <Button variant="subtle" onClick={() => onUse(null)}>
            {say("typedDrop")}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
