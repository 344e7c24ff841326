import { Group, Paper, Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { PlanView } from "../../backend/generated/PlanView";
import { useFormats } from "../../common/formats";
import { StateBadge } from "../../common/StateBadge";
import type { Deed } from "./plan";

const COUNTED = ["created", "replaced", "removed", "kept"] as const;

/** What the plan comes to, in one sentence and a few numbers. */
export function Summary({ plan, deed }: { plan: PlanView; deed: Deed }) {
  const say = useTranslations("review");
  const formats = useFormats();
  const { name, from, to, counts } = plan;
  const numbers = COUNTED.filter((what) => counts[what] > 0).map((what) =>
    say(`counts.${what}`, { number: formats.count(counts[what]) }),
  );
  if (counts.bytes > 0) numbers.push(say("counts.bytes", { bytes: formats.bytes(counts.bytes) }));
  return (
    <Paper withBorder p="md">
      <Group justify="space-between" align="flex-start">
        <Stack gap={4} flex={1} miw="18rem">
          <Text size="lg" fw={600}>
            {say(`sentence.${deed}`, { name, from: from ?? "", to: to ?? "" })}
          </Text>
          <Text c="dimmed">{numbers.join(" · ")}</Text>
        </Stack>
        <StateBadge tone="quiet">{say("nothingYet")}</StateBadge>
      </Group>
    </Paper>
  );
}
