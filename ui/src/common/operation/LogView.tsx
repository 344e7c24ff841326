import { Group, Paper, ScrollArea, Stack, Text } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";

import { CopyButton } from "../CopyButton";
import type { OperationState } from "./state";

/** What the steps write, following its end unless the reader has scrolled up. */
export function LogView({ state, height = "14rem" }: { state: OperationState; height?: string }) {
  const say = useTranslations("operation");
  const viewport = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  useEffect(() => {
    const shown = viewport.current;
    if (shown && follows.current) shown.scrollTop = shown.scrollHeight;
  }, [state.lines]);
  const noticeScroll = ({ y }: { y: number }) => {
    const shown = viewport.current;
    if (shown) follows.current = y + shown.clientHeight >= shown.scrollHeight - 8;
  };
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text fw={600}>{say("log")}</Text>
        <CopyButton text={state.lines.map((line) => line.text).join("\n")} label={say("copyLog")} />
      </Group>
      <Paper withBorder>
        <ScrollArea
          h={height}
          viewportRef={viewport}
          onScrollPositionChange={noticeScroll}
          viewportProps={{ tabIndex: 0, role: "log", "aria-label": say("log"), "aria-live": "off" }}
        >
          <Text component="pre" size="sm" ff="monospace" m={0} p="xs" style={{ whiteSpace: "pre-wrap" }}>
            {state.leftOut > 0 && say("leftOut", { count: state.leftOut }) + "\n"}
            {state.lines.length === 0 ? say("logEmpty") : state.lines.map((line) => line.text).join("\n")}
          </Text>
        </ScrollArea>
      </Paper>
    </Stack>
  );
}
