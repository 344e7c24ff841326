import { AppShell, Container, Group, Text, Title } from "@mantine/core";

import { Releases } from "../releases/Releases";

/** The window: a head that says where one is, and the present page. */
export function Shell() {
  return (
    <AppShell header={{ height: 56 }} padding="lg">
      <AppShell.Header>
        <Group h="100%" px="lg" gap="sm">
          <Title order={1} size="h4">
            Sealift
          </Title>
          <Text c="dimmed" size="sm">
            Releases on this machine
          </Text>
        </Group>
      </AppShell.Header>
      <AppShell.Main>
        <Container size="lg" px={0}>
          <Releases />
        </Container>
      </AppShell.Main>
    </AppShell>
  );
}
