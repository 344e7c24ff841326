import { Code, Stack, Table, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";

import type { InspectionView } from "../../backend/generated/InspectionView";
import { useFormats } from "../../common/formats";
import { Note } from "../../common/Note";

/** What a volume says of itself, and whose signatures it bears. */
export function About({ of: { release, number, count, bytes, signers } }: { of: InspectionView }) {
  const say = useTranslations("vendor.inspect");
  const formats = useFormats();
  const { name, product, version, sequence, vendor, summary, platforms, issued, expires, components, documents, changes } = release;
  const facts: [name: string, value: ReactNode][] = [
    [say("product"), `${name} (${product})`],
    [say("version"), say("versionAndSequence", { version, sequence: `${sequence}` })],
    [say("vendor"), vendor],
    [say("summary"), summary],
    [say("platforms"), platforms.join(", ")],
    [say("issued"), formats.moment(issued)],
    [say("expires"), expires && formats.moment(expires)],
    [say("volume"), say("volumeOf", { number: `${number}`, count: `${count}`, size: formats.bytes(bytes) })],
    [say("manifest"), <Code key="manifest">{release.manifest}</Code>],
    [say("components"), components.map((one) => (one.optional ? say("optional", { name: one.name }) : one.name)).join(", ")],
    [say("documents"), documents.map(({ title }) => title).join(", ")],
  ];
  return (
    <Stack gap="sm">
      {signers.length === 0 ? (
        <Note tone="warn" title={say("unsigned")} />
      ) : (
        <Note tone="info" title={say("signed", { count: signers.length })}>
          {signers.map((fingerprint) => (
            <Text key={fingerprint} size="sm" ff="monospace" style={{ overflowWrap: "anywhere" }}>
              {fingerprint}
            </Text>
          ))}
        </Note>
      )}
      <Table aria-label={say("tabs.about")} style={{ overflowWrap: "anywhere" }}>
        <Table.Tbody>
          {facts.map(
            ([name, value]) =>
              value && (
                <Table.Tr key={name}>
                  <Table.Th scope="row" fw={400} c="dimmed" w="11rem">
                    {name}
                  </Table.Th>
                  <Table.Td>{value}</Table.Td>
                </Table.Tr>
              ),
          )}
        </Table.Tbody>
      </Table>
      {changes.length > 0 && (
        <Title order={4} size="h5">
          {say("changes")}
        </Title>
      )}
      {changes.map((change) => (
        <div key={change.version}>
          <Text fw={600}>{change.version}</Text>
          <Text size="sm" style={{ whiteSpace: "pre-wrap" }}>
            {change.text}
          </Text>
        </div>
      ))}
    </Stack>
  );
}
