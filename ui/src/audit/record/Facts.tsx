import { Button, Group, Stack, Table, Text, Title } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { RecordView } from "../../backend/generated/RecordView";
import { Moment } from "../../common/Measured";
import { StateBadge } from "../../common/StateBadge";
import { useOutcome } from "../outcomes";
import { useFieldName } from "./useFieldName";

/** What a record says. */
export function Facts({ record: { row, fields }, onRun }: { record: RecordView; onRun: (operation: string) => void }) {
  const say = useTranslations("audit");
  const outcome = useOutcome()(row.outcome);
  const nameOf = useFieldName();
  const subject: [name: string, value: string | null][] = [
    [say("column.product"), row.product],
    [say("record.version"), row.version],
    [say("record.step"), row.step],
    [say("record.run"), row.operation],
  ];
  const named = fields.map(({ name, value }): [string, string] => [nameOf(name), value === "…" ? say("record.withheld") : value]);
  return (
    <Stack gap="xs">
      <Group gap="sm">
        <Title order={3} size="h4">
          {row.title}
        </Title>
        <StateBadge tone={outcome.tone}>{outcome.text}</StateBadge>
      </Group>
      <Text size="sm" c="dimmed">
        <Moment at={row.time} /> ({row.time})
      </Text>
      <Table aria-label={say("record.facts")} style={{ overflowWrap: "anywhere" }}>
        <Table.Tbody>
          {[...subject, ...named].map(
            ([name, value], at) =>
              value !== null && (
                <Table.Tr key={at}>
                  <Table.Th scope="row" fw={400} c="dimmed" w="12rem">
                    {name}
                  </Table.Th>
                  <Table.Td>{value}</Table.Td>
                </Table.Tr>
              ),
          )}
        </Table.Tbody>
      </Table>
      {row.operation !== null && (
        <Group>
          <Button variant="default" size="compact-sm" onClick={() => row.operation && onRun(row.operation)}>
            {say("record.onlyRun")}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
