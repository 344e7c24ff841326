import { Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { LayoutGrid } from "lucide-react";
import { useTranslations } from "use-intl";

import type { InstalledView } from "../backend/generated/InstalledView";
import { Empty } from "../common/Empty";
import { useFormats } from "../common/formats";
import { StateBadge } from "../common/StateBadge";
import { useRoute } from "../shell/route";
import { HEALTH, known } from "./tones";

/** Each installed product at a glance. */
export function ProductList({ products }: { products: readonly InstalledView[] }) {
  const say = useTranslations("installed");
  const { go } = useRoute();
  return (
    <Stack>
      <Title order={2} size="h3">
        {say("title")}
      </Title>
      {products.length === 0 ? (
        <Empty Icon={LayoutGrid} title={say("none")}>
          {say("noneHelp")}
          <Button mt="md" onClick={() => go({ screen: "journey" })}>
            {say("bringIn")}
          </Button>
        </Empty>
      ) : (
        <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: "none" }}>
          {products.map((view) => (
            <ProductCard key={view.product} view={view} />
          ))}
        </Stack>
      )}
    </Stack>
  );
}

function ProductCard({ view }: { view: InstalledView }) {
  const say = useTranslations("installed");
  const { go } = useRoute();
  const formats = useFormats();
  const health = known(HEALTH, view.health);
  const newest = view.newer[0];
  return (
    <Paper component="li" withBorder p="md">
      <Group justify="space-between" wrap="nowrap">
        <Stack gap={4} miw={0}>
          <Group gap="sm">
            <Title order={3} size="h4" style={{ overflowWrap: "anywhere" }}>
              {view.name}
            </Title>
            <StateBadge tone={HEALTH[health]}>{say(`health.${health}`)}</StateBadge>
            {view.staged && <StateBadge tone="info">{say("staged", { version: view.staged })}</StateBadge>}
            {newest && <StateBadge tone="info">{say("newer", { version: newest })}</StateBadge>}
          </Group>
          <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
            {say("version", { version: view.version })} · {view.product} ·{" "}
            {say("since", { time: formats.moment(view.installedAt) })}
          </Text>
        </Stack>
        <Button
          variant="default"
          flex="none"
          aria-label={say("open", { name: view.name })}
          onClick={() => go({ screen: "installed", product: view.product })}
        >
          {say("show")}
        </Button>
      </Group>
    </Paper>
  );
}
