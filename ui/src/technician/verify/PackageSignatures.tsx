import { Button, Code, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { PackageLook } from "../../backend/generated/PackageLook";
import { Facts } from "../../common/Facts";
import { useFormats } from "../../common/formats";
import { Note } from "../../common/Note";
import { Problem } from "../../common/Problem";
import { useJourney } from "../context";
import { useNumbers } from "../media/useNumbers";
import { SignerLine } from "./SignerLine";
import type { Wanted } from "./Verify";

export interface PackageSignaturesProps {
  seen: PackageLook;
  compare: (wanted: Wanted) => void;
}

/** A release as its volumes present it, and whether its signatures suffice here. */
export function PackageSignatures({ seen, compare }: PackageSignaturesProps) {
  const say = useTranslations("verify");
  const formats = useFormats();
  const { found, signers, trusted, refusal } = seen;
  const { product, vendor } = found;
  const unknown = signers.find((signer) => signer.state === "unknown-key");
  return (
    <Paper withBorder p="md" component="section" aria-label={`${found.name} ${found.version}`}>
      <Stack gap="sm">
        <div>
          <Title order={3} size="h4">
            {found.name || product} {found.version}
          </Title>
          <Text size="sm" c="dimmed">
            {product} · {trusted ? say("package.by", { vendor }) : say("package.claims", { vendor })}
          </Text>
        </div>
        {refusal && (
          <Problem error={refusal}>
            {unknown && (
              <Button size="compact-sm" onClick={() => compare({ fingerprint: unknown.fingerprint, product })}>
                {say("compare")}
              </Button>
            )}
          </Problem>
        )}
        {trusted && (
          <Note tone="info" title={say("signedGood")}>
            {say("signedGoodText")}
          </Note>
        )}
        {found.inDepot && <InDepot seen={seen} />}
        <Lacking seen={seen} />
        <section aria-label={say("signers")}>
          <Stack gap="xs">
            {signers.map((signer) => (
              <SignerLine key={signer.fingerprint} signer={signer} />
            ))}
          </Stack>
        </section>
        <Facts
          facts={[
            [say("package.volumes"), found.volumes.map((volume) => volume.file.name).join(", ")],
            [say("package.size"), formats.bytes(seen.bytes)],
            ...(found.bases.length > 0 ? [[say("package.bases"), found.bases.join(", ")] as const] : []),
            [say("package.manifest"), <Code key="manifest">{found.manifest}</Code>],
          ]}
        />
      </Stack>
    </Paper>
  );
}

function InDepot({ seen: { found, trusted } }: { seen: PackageLook }) {
  const say = useTranslations("verify");
  const { act } = useJourney();
  const { product, version, name } = found;
  if (!trusted) return null;
  return (
    <Note tone="good" title={say("inDepot")}>
      <Group justify="space-between">
        {say("inDepotText")}
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => act({ kind: "brought-in", subject: { product, version, name: name || product } })}
        >
          {say("useDepot")}
        </Button>
      </Group>
    </Note>
  );
}

function Lacking({ seen: { found } }: { seen: PackageLook }) {
  const say = useTranslations("verify");
  const listed = useNumbers();
  if (found.missing.length === 0 || found.inDepot) return null;
  return (
    <Note tone="warn" title={say("missing", { numbers: listed(found.missing) })}>
      {say("missingText")}
    </Note>
  );
}
