import { Group, Radio, Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { Drive } from "../../backend/generated/Drive";
import type { FoundPackage } from "../../backend/generated/FoundPackage";
import { useFormats } from "../../common/formats";
import { StateBadge } from "../../common/StateBadge";
import { elsewhere, makesRelease, setOf } from "./offers";
import { useNumbers } from "./useNumbers";

export interface PackageOfferProps {
  found: FoundPackage;
  drive: Drive;
  drives: readonly Drive[];
}

/** A package to choose: what it says of itself, and which of its volumes are here. */
export function PackageOffer({ found, drive, drives }: PackageOfferProps) {
  const say = useTranslations("media");
  const lacking = useLacking({ found, drive, drives });
  return (
    <Radio.Card value={found.manifest} p="sm" radius="md" aria-label={`${found.name} ${found.version}`}>
      <Group wrap="nowrap" align="flex-start" gap="sm">
        <Radio.Indicator mt={4} />
        <Stack gap={2} flex={1} miw={0}>
          <Group justify="space-between" gap="xs">
            <Text fw={600}>
              {found.name || found.product} {found.version}
            </Text>
            <StateBadge tone={found.inDepot ? "good" : "info"}>{say(found.inDepot ? "inDepot" : "notInDepot")}</StateBadge>
          </Group>
          <Text size="sm" c="dimmed">
            {found.product} · {say("by", { vendor: found.vendor })}
          </Text>
          <Text size="sm">{useVolumeText(found)}</Text>
          {found.bases.length > 0 && <Text size="sm">{say("bases", { bases: found.bases.join(", ") })}</Text>}
          {lacking.map((text) => (
            <Text size="sm" key={text}>
              {text}
            </Text>
          ))}
        </Stack>
      </Group>
    </Radio.Card>
  );
}

function useVolumeText({ volumes, missing }: FoundPackage): string {
  const say = useTranslations("media");
  const formats = useFormats();
  const size = formats.bytes(volumes.reduce((sum, { file }) => sum + (file.bytes ?? 0), 0));
  if (!volumes.some(makesRelease)) return say("mends", { count: volumes.length, size });
  const of = setOf(volumes)[0]?.count ?? 0;
  if (missing.length === 0) return say("volumes", { count: volumes.length, size });
  return say("volumesOf", { here: `${of - missing.length}`, count: `${of}`, size });
}

/** What is said of volumes that are not on this drive. */
function useLacking({ found, drive, drives }: PackageOfferProps): string[] {
  const say = useTranslations("media");
  const listed = useNumbers();
  if (found.missing.length === 0) return [];
  const there = elsewhere(drives, drive, found);
  const nowhere = found.missing.filter((number) => !there?.numbers.includes(number));
  return [
    ...(there ? [say("missingElsewhere", { numbers: listed(there.numbers), drives: there.drives.join(", ") })] : []),
    ...(nowhere.length > 0
      ? [`${say("missing", { count: nowhere.length, numbers: listed(nowhere) })} ${say("missingHelp")}`]
      : []),
  ];
}
