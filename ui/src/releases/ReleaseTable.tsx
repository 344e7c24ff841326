import { Anchor, Code, Table, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { ReleaseSummary } from "../backend/generated/ReleaseSummary";
import { Moment } from "../common/Measured";
import { StateBadge } from "../common/StateBadge";
import { useRoute } from "../shell/route";
import { stateOf } from "./state";

/** One row a release: what it is, whether it is whole, and whose word it carries. */
export function ReleaseTable({ releases }: { releases: readonly ReleaseSummary[] }) {
  const say = useTranslations("releases");
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table verticalSpacing="sm" aria-label={say("title")}>
        <Table.Thead>
          <Table.Tr>
            {(["product", "version", "vendor", "state", "issued", "manifest"] as const).map((column) => (
              <Table.Th scope="col" key={column}>
                {say(`column.${column}`)}
              </Table.Th>
            ))}
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
  const say = useTranslations("releases");
  const { go } = useRoute();
  const { product, version } = release;
  const state = stateOf(release);
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component="button" type="button" fw={600} ta="left" onClick={() => go({ screen: "release", product, version })}>
          {release.name || product}
        </Anchor>
        {release.name && (
          <Text size="sm" c="dimmed">
            {product}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{version}</Table.Td>
      <Table.Td>{release.vendor}</Table.Td>
      <Table.Td>
        <StateBadge tone={state.tone}>{say(`state.${state.word}`)}</StateBadge>
      </Table.Td>
      <Table.Td>{release.issued && <Moment at={release.issued} />}</Table.Td>
      <Table.Td>
        <Code title={release.manifestDigest}>{release.manifestDigest.slice(0, 12)}…</Code>
      </Table.Td>
    </Table.Tr>
  );
}
