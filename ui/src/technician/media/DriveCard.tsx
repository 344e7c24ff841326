import { Alert, Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { FileX, HardDrive, KeyRound, Usb } from "lucide-react";
import { useId } from "react";
import { useTranslations } from "use-intl";

import type { Drive } from "../../backend/generated/Drive";
import type { Pick } from "../../backend/generated/Pick";
import { useFormats } from "../../common/formats";
import { Problem } from "../../common/Problem";
import { Words } from "../../common/Words";
import { PackageOffer } from "./PackageOffer";

export interface DriveCardProps {
  drive: Drive;
  /** All drives, for sets that are spread over several. */
  drives: readonly Drive[];
  compareKey: (key: Pick) => void;
}

/** A drive: what it is, how much room it has, and what lies on it. */
export function DriveCard({ drive, drives, compareKey }: DriveCardProps) {
  const say = useTranslations("media");
  const formats = useFormats();
  const heading = useId();
  const Icon = drive.removable ? Usb : HardDrive;
  // A file system that does not tell how much it holds says nothing.
  const room = drive.bytes > 0 && say("room", { free: formats.bytes(drive.freeBytes), all: formats.bytes(drive.bytes) });
  const facts = [drive.place, drive.fileSystem, room, drive.readOnly && say("readOnly")].filter((fact) => fact);
  return (
    <Paper withBorder p="md" component="section" aria-labelledby={heading}>
      <Stack gap="sm">
        <Group gap="sm" wrap="nowrap">
          <Icon size="1.5rem" strokeWidth={1.75} aria-hidden />
          <div style={{ minWidth: 0 }}>
            <Title order={3} size="h5" id={heading}>
              {drive.label || say("unnamed")}
            </Title>
            <Text size="sm" c="dimmed" truncate title={drive.place}>
              {facts.join(" · ")}
            </Text>
          </div>
        </Group>
        {drive.problem && <Problem error={drive.problem} />}
        {drive.packages.map((found) => (
          <PackageOffer key={found.manifest} found={found} drive={drive} drives={drives} />
        ))}
        {drive.packages.length === 0 && drive.refused.length === 0 && !drive.problem && (
          <Text size="sm" c="dimmed">
            {say("nothingOn")}
          </Text>
        )}
        {drive.refused.map(({ file, reason }) => (
          <Alert key={file.id} color="yellow" icon={<FileX aria-hidden />} title={say("noPackage", { file: file.name })}>
            <Words>{`${reason.message} ${reason.remedy}`.trim()}</Words>
          </Alert>
        ))}
        {drive.keys.map((key) => (
          <Group key={key.id} gap="sm">
            <KeyRound size="1rem" aria-hidden />
            <Text size="sm" flex={1}>
              {say("key", { file: key.name })}
            </Text>
            <Button variant="default" size="compact-sm" onClick={() => compareKey(key)}>
              {say("compareKey")}
            </Button>
          </Group>
        ))}
      </Stack>
    </Paper>
  );
}
