import { Stack, Text, Title } from "@mantine/core";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** Nothing is here yet, and what to do about it. */
export function Empty({ Icon, title, children }: { Icon: LucideIcon; title: string; children: ReactNode }) {
  return (
    <Stack align="center" gap="xs" py="xl" maw="34rem" mx="auto" ta="center">
      <Icon size="2.5rem" strokeWidth={1.5} aria-hidden />
      <Title order={2} size="h3">
        {title}
      </Title>
      <Text component="div" c="dimmed">
        {children}
      </Text>
    </Stack>
  );
}
