import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useTranslations } from "use-intl";

import { SaveNote } from "../../common/SaveNote";
import { useSaved } from "../../common/useSaved";

/** Writes the log's public key to a file, for officers to hold. */
export function LogKey() {
  const say = useTranslations("audit.takeaway");
  const saved = useSaved("save_log_key", "log-key", "log.pub");
  return (
    <Stack gap="sm" className="no-print">
      <Title order={3} size="h4">
        {say("key")}
      </Title>
      <Text size="sm" c="dimmed">
        {say("keyText")}
      </Text>
      <Group>
        <Button variant="default" onClick={() => saved.save((to) => ({ to }))} loading={saved.busy}>
          {say("saveKey")}
        </Button>
      </Group>
      <SaveNote saved={saved} />
    </Stack>
  );
}
