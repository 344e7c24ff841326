import { Button, Group, Radio, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { useAsk } from "../../common/ask";
import { useFormats } from "../../common/formats";
import { ProgressPanel } from "../../common/operation/ProgressPanel";
import { useOperation } from "../../common/operation/useOperation";
import { Problem } from "../../common/Problem";
import { useBench } from "../bench/context";
import { PickField } from "../seal/PickField";
import { usePicks } from "../seal/usePicks";
import { FOLDER, targets } from "./targets";
import { WrittenFiles } from "./WrittenFiles";

/** Drives come and go. */
const LOOK_EVERY_MS = 2000;

/** Copies volumes to a drive and reads them back. */
export function WriteMedia() {
  const say = useTranslations("vendor.media");
  const formats = useFormats();
  const { packed } = useBench();
  const volumes = usePicks("pick_files", "package", packed?.volumes.map(({ file }) => file) ?? []);
  const folder = usePicks("pick_folder", "package");
  const drives = useAsk("drives", {}, { every: LOOK_EVERY_MS });
  const [chosen, choose] = useState<string>("");
  const { state, answer, error, running, stopping, start, stop } = useOperation("write_media");
  const bytes = volumes.picks.reduce((sum, pick) => sum + (pick.bytes ?? 0), 0);
  const all = targets(drives.data ?? [], bytes);
  const to = chosen === FOLDER ? folder.picks[0]?.id : all.find((target) => `${target.drive.id}` === chosen && target.fits)?.drive.id;
  const isReady = to !== undefined && volumes.picks.length > 0;
  return (
    <Stack gap="md" maw="56rem">
      <div>
        <Title order={3} size="h4">
          {say("title")}
        </Title>
        <Text size="sm" c="dimmed">
          {say("text")}
        </Text>
      </div>
      <PickField label={bytes > 0 ? say("volumesOf", { size: formats.bytes(bytes) }) : say("volumes")} of={volumes} several />
      <Radio.Group label={say("to")} value={chosen} onChange={choose}>
        <Stack gap="xs" mt={4}>
          {all.map(({ drive, fits, why }) => (
            <Radio
              key={drive.id}
              value={`${drive.id}`}
              disabled={!fits}
              label={`${drive.label} (${drive.place})`}
              description={why ? say(why) : say("free", { free: formats.bytes(drive.freeBytes), size: formats.bytes(drive.bytes) })}
            />
          ))}
          <Radio value={FOLDER} label={say("folder")} />
        </Stack>
      </Radio.Group>
      {chosen === FOLDER && <PickField label={say("folder")} of={folder} />}
      <Group>
        <Button
          disabled={!isReady}
          loading={running}
          onClick={() => to !== undefined && start({ volumes: volumes.picks.map(({ id }) => id), to })}
        >
          {say("go")}
        </Button>
      </Group>
      {running && <ProgressPanel state={state} title={say("writing")} stopping={stopping} onStop={stop} />}
      {error && <Problem error={error} />}
      {answer && <WrittenFiles of={answer} sealed={packed} />}
    </Stack>
  );
}
