import { Code, Group, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";

import type { RecordView } from "../../backend/generated/RecordView";
import { CopyButton } from "../../common/CopyButton";
import { useFormats } from "../../common/formats";
import { Note } from "../../common/Note";

/** Whether a record is proven to be in the log, and all that somebody needs to follow the proof by hand. */
export function Proof({ of }: { of: RecordView }) {
  const say = useTranslations("audit.record");
  const { count } = useFormats();
  const { leaf, leafBytes, leafHash, proof, root, size, proven, row } = of;
  const asText = JSON.stringify({ sequence: row.sequence, leafBytes, leafHash, proof, root, size }, null, 2);
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Title order={3} size="h4">
          {say("proof")}
        </Title>
        <CopyButton text={asText} label={say("copy")} />
      </Group>
      <Note tone={proven ? "good" : "bad"} title={say(proven ? "proven" : "unproven")}>
        {proven ? say("provenText", { size: count(size) }) : say("unprovenText")}
      </Note>
      <Part label={say("leaf")}>
        <Exact text={leaf} />
        <Group gap="xs">
          <CopyButton text={leafBytes} label={say("copyLeaf")} />
          <Text size="sm" c="dimmed">
            {say("leafHelp")}
          </Text>
        </Group>
      </Part>
      <Part label={say("leafHash")}>
        <Exact text={leafHash} />
      </Part>
      <Part label={say("path", { count: proof.length })}>
        {proof.map((hash, at) => (
          <Exact key={at} text={hash} />
        ))}
      </Part>
      <Part label={say("root")}>
        <Exact text={root} />
      </Part>
    </Stack>
  );
}

function Part({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Stack gap={2}>{children}</Stack>
    </div>
  );
}

function Exact({ text }: { text: string }) {
  return (
    <Code block style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
      {text}
    </Code>
  );
}
