import { Button, Drawer, Group, Stack } from "@mantine/core";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "use-intl";

import type { RecordRow } from "../../backend/generated/RecordRow";
import { Answered } from "../../common/Answered";
import { useAsk } from "../../common/ask";
import { useFormats } from "../../common/formats";
import { Facts } from "./Facts";
import { Proof } from "./Proof";

export interface RecordDrawerProps {
  /** The list it was opened from, the newest first. */
  rows: readonly RecordRow[];
  /** The record that is shown; nothing for none. */
  sequence: number | null;
  onShow: (sequence: number) => void;
  /** Told when somebody wants to see a run alone. */
  onRun: (operation: string) => void;
  onClose: () => void;
}

/** A record in full beside the list, and the way to its neighbours. */
export function RecordDrawer({ rows, sequence, onShow, onRun, onClose }: RecordDrawerProps) {
  const say = useTranslations("audit.record");
  const common = useTranslations("common");
  const { count } = useFormats();
  const at = rows.findIndex((row) => row.sequence === sequence);
  const neighbour = (place: number, label: string, Icon: typeof ArrowUp) => {
    const row = at < 0 ? undefined : rows[place];
    return (
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<Icon size="1em" aria-hidden />}
        disabled={!row}
        onClick={() => row && onShow(row.sequence)}
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
            {neighbour(at - 1, say("newer"), ArrowUp)}
            {neighbour(at + 1, say("older"), ArrowDown)}
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
