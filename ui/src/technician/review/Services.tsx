import { List, SimpleGrid, Text, Title } from "@mantine/core";
import { useTranslations } from "use-intl";

/** Which services the change stops and starts. */
export function Services({ stopped, started }: { stopped: readonly string[]; started: readonly string[] }) {
  const say = useTranslations("review.services");
  if (stopped.length + started.length === 0) return <Text c="dimmed">{say("none")}</Text>;
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <Units title={say("stopped")} units={stopped} />
      <Units title={say("started")} units={started} />
    </SimpleGrid>
  );
}

function Units({ title, units }: { title: string; units: readonly string[] }) {
  if (units.length === 0) return null;
  return (
    <section aria-label={title}>
      <Title order={4} size="h6" mb={4}>
        {title}
      </Title>
      <List>
        {units.map((unit) => (
          <List.Item key={unit}>
            <Text ff="monospace" size="sm" style={{ overflowWrap: "anywhere" }}>
              {unit}
            </Text>
          </List.Item>
        ))}
      </List>
    </section>
  );
}
