import { Code, Stack, Table } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { Packed } from "../../backend/generated/Packed";
import type { Written } from "../../backend/generated/Written";
import { Bytes } from "../../common/Measured";
import { Note } from "../../common/Note";
import { StateBadge } from "../../common/StateBadge";

/** What was read back from the drive, beside what was sealed where that is known. */
export function WrittenFiles({ of: { files }, sealed }: { of: Written; sealed: Packed | null }) {
  const say = useTranslations("vendor.media");
  const known = new Set(sealed?.volumes.map(({ sha256 }) => sha256));
  return (
    <Stack gap="sm" role="status">
      <Note tone="good" title={say("done", { count: files.length })}>
        {say("doneText")}
      </Note>
      <Table aria-label={say("title")} style={{ overflowWrap: "anywhere" }}>
        <Table.Tbody>
          {files.map(({ place, bytes, sha256 }) => (
            <Table.Tr key={place}>
              <Table.Td>{place}</Table.Td>
              <Table.Td style={{ whiteSpace: "nowrap" }}>
                <Bytes value={bytes} />
              </Table.Td>
              <Table.Td>
                <Code>{sha256}</Code>
              </Table.Td>
              <Table.Td>{known.has(sha256) && <StateBadge tone="good">{say("same")}</StateBadge>}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}
