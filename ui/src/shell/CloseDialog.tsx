import { Button, Group, List, Modal, Stack, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";

import { useBackend } from "../backend/context";
import { useAskOnce } from "../common/ask";
import { useRunning } from "../common/operation/useOperation";
import { Problem } from "../common/Problem";

/** Asks before the window closes over running work. What is focused first keeps the work going. */
export function CloseDialog({ operations, onKeep }: { operations: readonly string[]; onKeep: () => void }) {
  const say = useTranslations("shell.close");
  const backend = useBackend();
  const running = useRunning();
  const [stopping, setStopping] = useState(false);
  const { mutate: close, error } = useAskOnce("close");
  const isIdle = running.length === 0;

  // The window goes once all has been taken back, not before.
  useEffect(() => {
    if (stopping && isIdle) close({});
  }, [stopping, isIdle, close]);

  const stop = () => {
    setStopping(true);
    for (const operation of operations) void backend.ask("cancel", { operation }).catch(() => undefined);
  };
  return (
    <Modal opened onClose={onKeep} title={say("title")} centered withCloseButton={false} closeOnClickOutside={false}>
      <Stack>
        <List>
          {running.map((operation) => (
            <List.Item key={operation.id}>{operation.state.what || say("work")}</List.Item>
          ))}
        </List>
        <Text>{stopping ? say("stopping") : say("text")}</Text>
        {error && <Problem error={error} />}
        <Group justify="flex-end">
          <Button onClick={onKeep} data-autofocus disabled={stopping && !error}>
            {say("keep")}
          </Button>
          <Button color="red" variant="outline" onClick={stop} loading={stopping && !error}>
            {say("stop")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
