import { Code, Stack, Table, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { ImportedVolume } from "../../backend/generated/ImportedVolume";
import { useFormats } from "../../common/formats";

/** Each volume that was read, in figures, and the digest of the manifest that speaks for all of them. */
export function ImportedVolumes({ volumes }: { volumes: readonly ImportedVolume[] }) {
  const say = useTranslations("verify.result");
  const formats = useFormats();
  const damaged = volumes.flatMap((volume) => volume.damaged);
  const manifests = [...new Set(volumes.map((volume) => volume.manifest))];
  return (
    <Stack gap="sm">
      <Table.ScrollContainer minWidth={480}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              {(["volume", "place", "newParts", "knownParts", "damaged"] as const).map((column) => (
                <Table.Th key={column} scope="col">
                  {say(column)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {volumes.map((volume) => (
              <Table.Tr key={volume.volume}>
                <Table.Td>{volume.volume}</Table.Td>
                <Table.Td>{say("of", { number: `${volume.number}`, count: `${volume.count}` })}</Table.Td>
                <Table.Td>{formats.count(volume.newChunks)}</Table.Td>
                <Table.Td>{formats.count(volume.knownChunks)}</Table.Td>
                <Table.Td fw={volume.damaged.length > 0 ? 700 : 400}>{formats.count(volume.damaged.length)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {manifests.map((manifest) => (
        <Text size="sm" key={manifest} style={{ overflowWrap: "anywhere" }}>
          {say("manifest")}: <Code>{manifest}</Code>
        </Text>
      ))}
      {damaged.length > 0 && (
        <div>
          <Text size="sm">{say("digests")}:</Text>
          <Code block>{damaged.join("\n")}</Code>
        </div>
      )}
    </Stack>
  );
}
