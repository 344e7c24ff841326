import { Button, Stack, Text, Title } from "@mantine/core";
import { useTranslations } from "use-intl";

import { SaveNote } from "../common/SaveNote";
import { useSaved } from "../common/useSaved";

/** What a vendor's support needs, as a file that leaves the site only in somebody's hand. */
export function Support() {
  const say = useTranslations("settings.support");
  const saved = useSaved("support_bundle", "bundle", "sealift-support.tar.gz");
  return (
    <Stack gap="xs" align="flex-start">
      <Title order={3} size="h4">
        {say("title")}
      </Title>
      <Text size="sm" c="dimmed">
        {say("text")}
      </Text>
      <Button variant="default" onClick={() => saved.save((to) => ({ to }))} loading={saved.busy}>
        {say("write")}
      </Button>
      <SaveNote saved={saved} />
    </Stack>
  );
}
