import { Badge, Code, Table, Text } from "@mantine/core";

import type { ReleaseSummary } from "../backend/backend";

/** One row a release: what it is, whether it is whole, and whose signature it carries. */
export function ReleaseTable({ releases }: { releases: ReleaseSummary[] }) {
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table verticalSpacing="sm" aria-label="Releases in the depot">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Product</Table.Th>
            <Table.Th scope="col">Version</Table.Th>
            <Table.Th scope="col">Vendor</Table.Th>
            <Table.Th scope="col">State</Table.Th>
            <Table.Th scope="col">Manifest SHA-256</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {releases.map((release) => (
            <ReleaseRow key={release.manifestDigest} release={release} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function ReleaseRow({ release }: { release: ReleaseSummary }) {
  return (
    <Table.Tr>
      <Table.Td>
        <Text fw={600}>{release.name || release.product}</Text>
        {release.name && (
          <Text size="sm" c="dimmed">
            {release.product}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{release.version}</Table.Td>
      <Table.Td>{release.vendor}</Table.Td>
      <Table.Td>
        <State release={release} />
      </Table.Td>
      <Table.Td>
        <Code>{release.manifestDigest.slice(0, 16)}…</Code>
      </Table.Td>
    </Table.Tr>
  );
}

function State({ release }: { release: ReleaseSummary }) {
  const [color, word] = stateOf(release);
  return (
    <Badge color={color} tt="none">
      {word}
    </Badge>
  );
}

function stateOf(release: ReleaseSummary): [color: string, word: string] {
  if (!release.trusted) return ["red", "Not trusted"];
  if (!release.complete) return ["yellow", "Incomplete"];
  if (release.installed) return ["teal", "Installed"];
  return ["indigo", "Ready"];
}
