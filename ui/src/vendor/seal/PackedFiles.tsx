import { Code, Stack, Table, Text } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";

import type { Packed } from "../../backend/generated/Packed";
import { CopyButton } from "../../common/CopyButton";
import { Bytes } from "../../common/Measured";
import { Note } from "../../common/Note";

/** The volumes that were made, with the digests to tell the facility another way. */
export function PackedFiles({ of: { product, version, manifest, dated, volumes }, signed }: { of: Packed; signed: boolean }) {
  const say = useTranslations("vendor.packed");
  const shown = useRef<HTMLDivElement>(null);
  // It comes below a long form, out of sight.
  useEffect(() => shown.current?.scrollIntoView?.({ block: "nearest" }), []);
  const digests = volumes.map(({ file, sha256 }) => `${sha256}  ${file.name}`).join("\n");
  return (
    <Stack gap="sm" role="status" ref={shown}>
      <Note tone={signed ? "good" : "warn"} title={say(signed ? "signed" : "unsigned", { product, version })}>
        {!signed && say("unsignedText")}
      </Note>
      {dated && (
        <Note tone="info" title={say("dated")}>
          {say("datedText", { issued: dated.issued })}
        </Note>
      )}
      <Table aria-label={say("volumes")} style={{ overflowWrap: "anywhere" }}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{say("volume")}</Table.Th>
            <Table.Th scope="col">{say("bytes")}</Table.Th>
            <Table.Th scope="col">SHA-256</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {volumes.map(({ file, sha256 }) => (
            <Table.Tr key={file.id}>
              <Table.Td>{file.name}</Table.Td>
              <Table.Td style={{ whiteSpace: "nowrap" }}>{file.bytes !== null && <Bytes value={file.bytes} />}</Table.Td>
              <Table.Td>
                <Code>{sha256}</Code>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {say("manifest")}: <Code>{manifest}</Code>
      </Text>
      <div>
        <CopyButton text={digests} label={say("copy")} />
      </div>
    </Stack>
  );
}
