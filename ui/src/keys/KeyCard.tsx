import { Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import { useTranslations } from "use-intl";

import type { KeyView } from "../backend/generated/KeyView";
import { CopyButton } from "../common/CopyButton";
import { Fingerprint } from "../common/Fingerprint";
import { useFormats } from "../common/formats";
import { useScope } from "../technician/trust/useScope";
import { Distrust } from "./Distrust";

/** A trusted key: what it may speak for, who said so, and the ways to be rid of it. */
export function KeyCard({ of }: { of: KeyView }) {
  const say = useTranslations("keys");
  const formats = useFormats();
  const scope = useScope();
  const [shown, { toggle }] = useDisclosure(false);
  const [asked, ask] = useState<"remove" | "revoke" | null>(null);
  return (
    <Paper withBorder p="md" component="section" aria-label={say("key", { id: of.keyId })}>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start">
          <div>
            <Title order={3} size="h5">
              {scope(of.products)}
            </Title>
            {of.addedAt && (
              <Text size="sm" c="dimmed">
                {say("trustedBy", { person: of.addedBy ?? "", moment: formats.moment(of.addedAt) })}
              </Text>
            )}
            <Text size="sm" c="dimmed">
              {say("key", { id: of.keyId })}
            </Text>
          </div>
          <Group gap="xs">
            <Button variant="default" size="compact-sm" onClick={toggle} aria-expanded={shown}>
              {shown ? say("hide") : say("show")}
            </Button>
            <Button variant="default" size="compact-sm" onClick={() => ask("remove")}>
              {say("remove.button")}
            </Button>
            <Button variant="outline" color="red" size="compact-sm" onClick={() => ask("revoke")}>
              {say("revoke.button")}
            </Button>
          </Group>
        </Group>
        <Text size="sm" ff="monospace" style={{ overflowWrap: "anywhere" }}>
          {of.grouped}
        </Text>
        {shown && (
          <Stack gap="sm" align="flex-start">
            <Fingerprint of={of} />
            <CopyButton text={of.fingerprint} />
          </Stack>
        )}
      </Stack>
      {asked && <Distrust of={of} how={asked} onClose={() => ask(null)} />}
    </Paper>
  );
}
