import { Code, Stack, Table, Text, Title } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { ReleaseView } from "../backend/generated/ReleaseView";
import { Facts } from "../common/Facts";
import { useFormats } from "../common/formats";
import { SignerLine } from "../technician/verify/SignerLine";

/** What a release is, who signed it, and what it is made of. */
export function Overview({ release }: { release: ReleaseView }) {
  const say = useTranslations("releases.detail");
  const formats = useFormats();
  return (
    <Stack gap="lg">
      <Facts
        facts={[
          [say("issued"), formats.moment(release.issued)],
          [say("expires"), release.expires ? formats.moment(release.expires) : say("forever")],
          [say("platforms"), release.platforms.join(", ")],
          [say("active"), release.active ?? say("noActive")],
          [say("files"), say("filesText", { count: release.files, size: formats.bytes(release.rawBytes) })],
          [say("sequence"), formats.count(release.sequence)],
          [say("manifest"), <Code key="manifest">{release.manifest}</Code>],
        ]}
      />
      <Stack gap="xs" component="section">
        <Title order={3} size="h5">
          {say("signers")}
        </Title>
        {release.signers.length === 0 && <Text>{say("noSigner")}</Text>}
        {release.signers.map((key) => (
          <SignerLine key={key.fingerprint} signer={{ fingerprint: key.fingerprint, trusted: key, state: "valid" }} />
        ))}
      </Stack>
      <Components release={release} />
    </Stack>
  );
}

function Components({ release }: { release: ReleaseView }) {
  const say = useTranslations("releases.detail");
  const formats = useFormats();
  const nameOf = (id: string) => release.components.find((component) => component.id === id)?.name ?? id;
  return (
    <Stack gap="xs" component="section">
      <Title order={3} size="h5">
        {say("components")}
      </Title>
      <Table.ScrollContainer minWidth={480}>
        <Table aria-label={say("components")}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{say("component")}</Table.Th>
              <Table.Th scope="col">{say("taken")}</Table.Th>
              <Table.Th scope="col">{say("needs")}</Table.Th>
              <Table.Th scope="col">{say("size")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {release.components.map((component) => (
              <Table.Tr key={component.id}>
                <Table.Td>{component.name}</Table.Td>
                <Table.Td>{component.optional ? say("optional") : say("needed")}</Table.Td>
                <Table.Td>{component.needs.map(nameOf).join(", ")}</Table.Td>
                <Table.Td>{formats.bytes(component.rawBytes)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  );
}
