import { Button, Group, List, Modal, Stack, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";

import { useBackend } from "../backend/context";
import { useAskOnce } from "../common/ask";
import { Note } from "../common/Note";
import { useRunning } from "../common/operation/useOperation";
import { Problem } from "../common/Problem";
import { CloseConfirm } from "./CloseConfirm";
import type { CloseAsked } from "./useWindowEvents";

export interface CloseDialogProps {
  asked: CloseAsked;
  onKeep: () => void;
}

/** Asks before the window closes over what would be lost: running work, or what is in no file. */
export function CloseDialog({ asked, onKeep }: CloseDialogProps) {
  const say = useTranslations("shell.close");
  const [stopping, setStopping] = useState(false);
  // Work that ended while it was asked about is asked about no more, unless it was told to.
  if (stopping || asked.operations.length > 0) {
    return <CloseRunning asked={asked} stopping={stopping} onStop={() => setStopping(true)} onKeep={onKeep} />;
  }
  const words = asked.unsaved
    ? { title: say("unsaved"), consequence: say("unsavedText"), action: say("discard") }
    : { title: say("ended"), consequence: say("endedText"), action: say("now") };
  return <CloseConfirm {...words} onKeep={onKeep} />;
}

interface CloseRunningProps extends CloseDialogProps {
  stopping: boolean;
  onStop: () => void;
}

/** What is focused first keeps the work going. */
function CloseRunning({ asked, stopping, onStop, onKeep }: CloseRunningProps) {
  const say = useTranslations("shell.close");
  const backend = useBackend();
  const running = useRunning();
  const { mutate: close, error } = useAskOnce("close");
  const isIdle = running.length === 0;

  // The window goes once all has been taken back, not before. What the page has no name for, the program waits for.
  useEffect(() => {
    if (stopping && isIdle) close({});
  }, [stopping, isIdle, close]);

  const stop = () => {
    onStop();
    for (const operation of asked.operations) void backend.ask("cancel", { operation }).catch(() => undefined);
  };
  return (
    <Modal opened onClose={onKeep} title={say("title")} centered withCloseButton={false} closeOnClickOutside={false}>
      <Stack>
        <List>
          {asked.operations.map((id) => (
            <List.Item key={id}>{running.find((operation) => operation.id === id)?.state.what || say("work")}</List.Item>
          ))}
        </List>
        <Text>{stopping ? say("stopping") : say("text")}</Text>
        {asked.unsaved && (
          <Note tone="warn" title={say("unsaved")}>
            {say("unsavedText")}
          </Note>
        )}
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
