import { Checkbox, Stack, Text, Title } from "@mantine/core";
import { useTranslations } from "use-intl";

import { HeldFile } from "./HeldFile";
import { TypedCheckpoint } from "./TypedCheckpoint";
import type { Held } from "./useReport";

export interface CompareProps {
  held: Held;
  onChange: (held: Held) => void;
}

/** What an officer holds from another source. The report is judged anew with each change. */
export function Compare({ held, onChange }: CompareProps) {
  const say = useTranslations("audit.report");
  const change = (part: Partial<Held>) => onChange({ ...held, ...part });
  return (
    <Stack gap="sm">
      <div>
        <Title order={3} size="h4">
          {say("compare")}
        </Title>
        <Text size="sm" c="dimmed">
          {say("compareText")}
        </Text>
      </div>
      <Checkbox
        label={say("own")}
        description={say("ownText")}
        checked={held.own}
        onChange={(event) => change({ own: event.currentTarget.checked })}
      />
      <HeldFile label={say("key")} purpose="log-key" file={held.key} onChange={(key) => change({ key })} />
      <HeldFile label={say("checkpoint")} purpose="checkpoint" file={held.checkpoint} onChange={(checkpoint) => change({ checkpoint })} />
      <TypedCheckpoint used={held.typed} onUse={(typed) => change({ typed })} />
    </Stack>
  );
}
