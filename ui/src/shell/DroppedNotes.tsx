import { Affix, Button, Group, Paper, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";

import type { Pick } from "../backend/generated/Pick";
import { Note } from "../common/Note";
import { useRunning } from "../common/operation/useOperation";
import { named } from "./dropped";
import { useRoute } from "./route";

export interface DroppedNotesProps {
  /** Files that wait for the work to end, or for their turn. */
  kept: readonly Pick[];
  /** Names of files that cannot be taken. */
  nameless: readonly string[];
  /** Descriptions that are not opened, because export mode is off. */
  shut: readonly Pick[];
  look: () => void;
  leave: () => void;
  /** Whoever has read what cannot be taken is told no more of it. */
  close: () => void;
}

/** Says what became of files that were not looked at, on whichever screen. */
export function DroppedNotes({ kept, nameless, shut, look, leave, close }: DroppedNotesProps) {
  const say = useTranslations("shell.dropped");
  const common = useTranslations("common");
  const { go } = useRoute();
  const isBusy = useRunning().length > 0;
  if (kept.length + nameless.length + shut.length === 0) return null;
  const done = <Plain onClick={close}>{common("close")}</Plain>;
  return (
    // Clear of a step's bar: what waits must not cover the button that goes on.
    <Affix position={{ bottom: "6.25rem", right: "1rem" }} maw="26rem">
      <Paper shadow="md" role="status">
        <Stack gap={0}>
          {kept.length > 0 && (
            <Said title={say("kept", { count: kept.length })} text={say(isBusy ? "keptBusy" : "keptFree", { names: named(kept) })}>
              <Plain onClick={leave}>{say("leave")}</Plain>
              <Button size="compact-sm" onClick={look} disabled={isBusy}>
                {say("look")}
              </Button>
            </Said>
          )}
          {nameless.length > 0 && (
            <Said title={say("nameless", { count: nameless.length })} text={say("namelessText", { names: nameless.join(", ") })}>
              {done}
            </Said>
          )}
          {shut.length > 0 && (
            <Said title={say("shut")} text={say("shutText", { names: named(shut) })}>
              {done}
              <Plain onClick={() => go({ screen: "settings" })}>{say("settings")}</Plain>
            </Said>
          )}
        </Stack>
      </Paper>
    </Affix>
  );
}

function Said({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <Note tone="info" title={title}>
      <Text size="sm" mb="xs" style={{ overflowWrap: "anywhere" }}>
        {text}
      </Text>
      <Group gap="xs">{children}</Group>
    </Note>
  );
}

function Plain({ children, onClick }: { children: string; onClick: () => void }) {
  return (
    <Button size="compact-sm" variant="default" onClick={onClick}>
      {children}
    </Button>
  );
}
