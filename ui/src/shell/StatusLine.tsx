import { Group, Text } from "@mantine/core";
import { MonitorCog, User } from "lucide-react";
import { useTranslations } from "use-intl";

import type { About } from "../backend/generated/About";

/** Where the program works and for whom: what must never be mistaken. */
export function StatusLine({ about }: { about: About }) {
  const say = useTranslations("shell.status");
  const scope = SCOPES.find((scope) => scope === about.scope);
  return (
    <Group h="100%" px="md" gap="lg" wrap="nowrap" style={{ whiteSpace: "nowrap", overflow: "hidden" }}>
      <Text size="xs" fw={600}>
        {scope ? say(`scope.${scope}`) : about.scope}
      </Text>
      <Item Icon={MonitorCog} label={say("host")} text={about.host} />
      <Item Icon={User} label={say("user")} text={about.user} />
      <Text size="xs" c="dimmed" truncate title={about.root}>
        {about.root}
      </Text>
      <Text size="xs" c="dimmed" ml="auto">
        Sealift {about.version}
      </Text>
    </Group>
  );
}

const SCOPES = ["system", "user", "relocated"] as const;

function Item({ Icon, label, text }: { Icon: typeof User; label: string; text: string }) {
  return (
    <Group gap={4} wrap="nowrap">
      <Icon size="0.9rem" role="img" aria-label={label} />
      <Text size="xs">{text}</Text>
    </Group>
  );
}
