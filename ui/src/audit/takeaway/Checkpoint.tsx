import { Button, Code, Group, Stack, Text, Title } from "@mantine/core";
import { Printer } from "lucide-react";
import { useTranslations } from "use-intl";

import type { CheckpointView } from "../../backend/generated/CheckpointView";
import { useAct, useAskOnce } from "../../common/ask";
import { CopyButton } from "../../common/CopyButton";
import { QrCode } from "../../common/Fingerprint";
import { Problem } from "../../common/Problem";
import { SaveNote } from "../../common/SaveNote";
import { useSaved } from "../../common/useSaved";

/** The newest checkpoint, to be kept away from this machine. It is asked for by a person, because that is recorded. */
export function Checkpoint() {
  const say = useTranslations("audit.takeaway");
  const { mutate: show, data, error, isPending } = useAct("checkpoint");
  const saved = useSaved("save_checkpoint", "checkpoint", "checkpoint.txt");
  return (
    <Stack gap="sm">
      <Title order={3} size="h4">
        {say("checkpoint")}
      </Title>
      <Text size="sm" c="dimmed" className="no-print">
        {say("checkpointText")}
      </Text>
      {error && <Problem error={error} />}
      {data && <OnPaper checkpoint={data} />}
      <Group className="no-print">
        <Button variant={data ? "default" : "filled"} onClick={() => show({})} loading={isPending}>
          {say(data ? "fresh" : "show")}
        </Button>
        <Button variant="default" onClick={() => saved.save((to) => ({ to }))} loading={saved.busy}>
          {say("saveCheckpoint")}
        </Button>
      </Group>
      <SaveNote saved={saved} />
    </Stack>
  );
}

function OnPaper({ checkpoint: { text, origin, size } }: { checkpoint: CheckpointView }) {
  const say = useTranslations("audit.takeaway");
  const { mutate: print } = useAskOnce("print");
  return (
    <Group align="flex-start" gap="lg" role="status">
      <QrCode text={text} label={say("qr")} size={200} />
      <Stack gap="xs" flex={1} miw="18rem">
        <Text fw={600} style={{ overflowWrap: "anywhere" }}>
          {say("covers", { size, origin })}
        </Text>
        <Code block style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
          {text}
        </Code>
        <Group className="no-print">
          <CopyButton text={text} label={say("copy")} />
          <Button size="compact-sm" variant="default" leftSection={<Printer size="1em" aria-hidden />} onClick={() => print({})}>
            {say("print")}
          </Button>
        </Group>
      </Stack>
    </Group>
  );
}
