import { Button, Drawer, Group, Stack } from "@mantine/core";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useEffect } from "react";
import { useTranslations } from "use-intl";

import { Answered } from "../../common/Answered";
import { useAsk } from "../../common/ask";
import { useFormats } from "../../common/formats";
import type { Records } from "../timeline/useRecords";
import { Facts } from "./Facts";
import { Proof } from "./Proof";

/** A record that is shown, and its place in the list, from 0, the newest first. */
export interface Opened {
  sequence: number;
  place: number;
}

export interface RecordDrawerProps {
  /** The list it was opened from. */
  records: Records;
  /** What is shown; nothing for nothing. */
  opened: Opened | null;
  onShow: (record: Opened) => void;
  /** Told when somebody wants to see a run alone. */
  onRun: (operation: string) => void;
  onClose: () => void;
}

/** A record in full beside the list, and the way to its neighbours. */
export function RecordDrawer({ records, opened, onShow, onRun, onClose }: RecordDrawerProps) {
  const say = useTranslations("audit.record");
  const common = useTranslations("common");
  const { count } = useFormats();
  const { see } = records;
  // Its neighbours may lie on a page that the list has never shown.
  useEffect(() => {
    if (opened) see(opened.place - 1, opened.place + 1);
  }, [opened, see]);
  const sequence = opened?.sequence ?? null;
  const neighbour = (step: number, label: string, Icon: typeof ArrowUp) => {
    // New records move all places; a record that is no longer where it was has no neighbours that could be told.
    const isThere = opened !== null && records.at(opened.place)?.sequence === sequence;
    const place = (opened?.place ?? 0) + step;
    const row = isThere && place >= 0 ? records.at(place) : undefined;
    return (
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<Icon size="1em" aria-hidden />}
        disabled={!row}
        onClick={() => row && onShow({ sequence: row.sequence, place })}
      >
        {label}
      </Button>
    );
  };
  return (
    <Drawer
      opened={sequence !== null}
      onClose={onClose}
      position="right"
      size="min(44rem, 92vw)"
      title={sequence === null ? "" : say("title", { number: count(sequence) })}
      closeButtonProps={{ "aria-label": common("close") }}
    >
      {sequence !== null && (
        <Stack>
          <Group gap="xs">
            {neighbour(-1, say("newer"), ArrowUp)}
            {neighbour(1, say("older"), ArrowDown)}
          </Group>
          <Shown sequence={sequence} onRun={onRun} />
        </Stack>
      )}
    </Drawer>
  );
}

function Shown({ sequence, onRun }: { sequence: number; onRun: (operation: string) => void }) {
  return (
    <Answered query={useAsk("record", { sequence })}>
      {(record) => (
        <Stack gap="lg">
          <Facts record={record} onRun={onRun} />
          <Proof of={record} />
        </Stack>
      )}
    </Answered>
  );
}
