import { Button, Group, Paper, ScrollArea, Stack, Switch, Text } from "@mantine/core";
import { FileDown } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";

import { CopyButton } from "../CopyButton";
import { SaveNote } from "../SaveNote";
import { useSaved } from "../useSaved";
import type { OperationState } from "./state";

export interface LogViewProps {
  state: OperationState;
  height?: string;
  /** The file name that is suggested for saving; without one, saving is not offered. */
  file?: string;
}

/** What the steps write, following its end unless the reader has scrolled up or said otherwise. */
export function LogView({ state, height = "14rem", file }: LogViewProps) {
  const say = useTranslations("operation");
  const viewport = useRef<HTMLDivElement>(null);
  const [follows, follow] = useState(true);
  useEffect(() => {
    const shown = viewport.current;
    if (shown && follows) shown.scrollTop = shown.scrollHeight;
  }, [state.lines, follows]);
  const noticeScroll = ({ y }: { y: number }) => {
    const shown = viewport.current;
    if (shown) follow(y + shown.clientHeight >= shown.scrollHeight - 8);
  };
  const text = state.lines.map((line) => line.text).join("\n");
  return (
    <Stack gap="xs">
      <Group justify="space-between" gap="xs">
        <Text fw={600}>{say("log")}</Text>
        <Group gap="xs" className="no-print">
          <Switch label={say("follow")} checked={follows} onChange={({ currentTarget }) => follow(currentTarget.checked)} />
          <CopyButton text={text} label={say("copyLog")} />
          {file !== undefined && <SaveLog text={text} file={file} />}
        </Group>
      </Group>
      <Paper withBorder>
        <ScrollArea
          h={height}
          viewportRef={viewport}
          onScrollPositionChange={noticeScroll}
          viewportProps={{ tabIndex: 0, role: "log", "aria-label": say("log"), "aria-live": "off" }}
        >
          <Text component="pre" size="sm" ff="monospace" m={0} p="xs" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
            {state.leftOut > 0 && say("leftOut", { count: state.leftOut }) + "\n"}
            {state.lines.length === 0 ? say("logEmpty") : text}
          </Text>
        </ScrollArea>
      </Paper>
    </Stack>
  );
}

function SaveLog({ text, file }: { text: string; file: string }) {
  const say = useTranslations("operation");
  const saving = useSaved("save_text", "text", file);
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<FileDown size="1em" aria-hidden />}
        loading={saving.busy}
        onClick={() => saving.save((to) => ({ to, text }))}
      >
        {say("saveLog")}
      </Button>
      <SaveNote saved={saving} />
    </>
  );
}
