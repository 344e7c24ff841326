import { Button, Group, Modal, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { useAskOnce } from "../common/ask";
import { Note } from "../common/Note";
import { ProgressPanel } from "../common/operation/ProgressPanel";
import { useOperation } from "../common/operation/useOperation";
import { Problem } from "../common/Problem";
import type { NamedRelease } from "./RemoveRelease";

/** Sizes of media; a FAT file system holds no file of 4 GiB, so a volume stays a byte below. */
const SIZES = { whole: null, cd: 650 * 1024 ** 2, fat: 4 * 1024 ** 3 - 1, dvd: 4_617_089_843 } as const;
type Size = keyof typeof SIZES;

/** Writes a release to a folder again, in volumes of a size that fits the media. */
export function ExportRelease({ product, version, name, onClose }: NamedRelease) {
  const say = useTranslations();
  const [size, setSize] = useState<Size>("whole");
  const { mutate: pick, error: pickError } = useAskOnce("pick_folder");
  const exporting = useOperation("export_release", `export ${product} ${version}`);
  const { running, answer, error, start, stop, stopping } = exporting;
  const close = () => {
    exporting.forget();
    onClose();
  };
  const write = () =>
    pick(
      { purpose: "package" },
      {
        onSuccess: ({ picks }) => {
          const to = picks[0];
          if (to) start({ release: { product, version }, to: to.id, volumeBytes: SIZES[size] });
        },
      },
    );
  const failure = error ?? pickError;
  return (
    <Modal
      opened
      // What is written meanwhile is seen through: stopped here, or shown as it ended.
      onClose={() => !running && close()}
      withCloseButton={!running}
      title={say("releases.export.title", { name, version })}
      size="lg"
      closeButtonProps={{ "aria-label": say("common.close") }}
    >
      <Stack>
        <Text>{say("releases.export.text")}</Text>
        <Select
          label={say("releases.export.size")}
          data={(Object.keys(SIZES) as Size[]).map((size) => ({ value: size, label: say(`releases.export.${size}`) }))}
          value={size}
          onChange={(size) => size && setSize(size as Size)}
          allowDeselect={false}
          disabled={running}
        />
        {running && (
          <ProgressPanel
            state={exporting.state}
            title={say("releases.export.running")}
            stopping={stopping}
            onStop={stop}
            stopLabel={say("releases.export.stop")}
          />
        )}
        {failure && <Problem error={failure} />}
        {answer && (
          <div role="status">
            <Note tone="good" title={say("releases.export.written")}>
              {answer.volumes.map((volume) => (
                <Text key={volume.place} size="sm" style={{ overflowWrap: "anywhere" }}>
                  {volume.place}
                  <br />
                  {say("releases.document.sum", { sum: volume.sha256 })}
                </Text>
              ))}
            </Note>
          </div>
        )}
        <Group justify="flex-end">
          {!running && (
            <Button variant="default" onClick={close}>
              {say(answer ? "common.close" : "common.cancel")}
            </Button>
          )}
          {!answer && (
            <Button onClick={write} loading={running} data-autofocus>
              {say("releases.export.action")}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
