import { Table, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { RoomView } from "../../backend/generated/RoomView";
import { useFormats } from "../../common/formats";
import { StateBadge } from "../../common/StateBadge";

/** The room that the plan takes, place by place, beside what is free. */
export function RoomTable({ room }: { room: readonly RoomView[] }) {
  const say = useTranslations("review.room");
  const { bytes } = useFormats();
  if (room.length === 0) return <Text c="dimmed">{say("none")}</Text>;
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{say("at")}</Table.Th>
          <Table.Th>{say("toDo")}</Table.Th>
          <Table.Th>{say("toUndo")}</Table.Th>
          <Table.Th>{say("free")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {room.map(({ at, toDo, toUndo, free }) => (
          <Table.Tr key={at}>
            <Table.Td ff="monospace" style={{ overflowWrap: "anywhere" }}>
              {at}
            </Table.Td>
            <Table.Td>{bytes(toDo)}</Table.Td>
            <Table.Td>{bytes(toUndo)}</Table.Td>
            <Table.Td>
              {free === null ? say("unknown") : bytes(free)}{" "}
              {free !== null && free < toDo + toUndo && <StateBadge tone="bad">{say("tight")}</StateBadge>}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
