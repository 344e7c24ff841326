import { Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";

import type { InstalledView } from "../backend/generated/InstalledView";
import { Note } from "../common/Note";
import classes from "./Actions.module.css";
import { RemovalDialog } from "./RemovalDialog";
import { RollbackDialog } from "./RollbackDialog";
import { useChange } from "./useChange";

/** What can be done with a product. Each leads to a plan that is shown first; nothing happens here. */
export function Actions({ view }: { view: InstalledView }) {
  const say = useTranslations("installed.actions");
  const { busy, begin } = useChange();
  const [rollbackOpen, rollback] = useDisclosure(false);
  const [removalOpen, removal] = useDisclosure(false);
  const { product, name, staged, earlier } = view;
  const newest = view.newer[0];
  const of = (version: string | null) => ({ product, name, version });
  return (
    <Stack gap="xs">
      <Title order={3} size="h4">
        {say("title")}
      </Title>
      {busy && <Note tone="info" title={say("busy")} />}
      <Paper withBorder>
        {newest && (
          <Action title={say("updateTitle")} text={say("updateText", { version: newest })}>
            <Button disabled={busy} onClick={() => begin("install", of(newest))}>
              {say("update")}
            </Button>
          </Action>
        )}
        {staged && (
          <Action title={say("activateTitle")} text={say("activateText", { version: staged })}>
            <Button disabled={busy} onClick={() => begin("install", of(staged))}>
              {say("activate")}
            </Button>
          </Action>
        )}
        <Action title={say("repairTitle")} text={say("repairText")}>
          <Button variant="default" disabled={busy} onClick={() => begin("repair", of(null))}>
            {say("repair")}
          </Button>
        </Action>
        <Action
          title={say("rollbackTitle")}
          text={earlier.length > 0 ? say("rollbackText", { versions: earlier.join(", ") }) : say("rollbackNone")}
        >
          <Button variant="default" disabled={busy || earlier.length === 0} onClick={rollback.open}>
            {say("rollback")}
          </Button>
        </Action>
        <Action title={say("uninstallTitle")} text={say("uninstallText")}>
          <Button variant="outline" color="red" disabled={busy} onClick={removal.open}>
            {say("uninstall")}
          </Button>
        </Action>
      </Paper>
      {rollbackOpen && (
        <RollbackDialog versions={earlier} onClose={rollback.close} onChoose={(version) => begin("rollback", of(version))} />
      )}
      {removalOpen && <RemovalDialog name={name} onClose={removal.close} onChoose={(want) => begin(want, of(null))} />}
    </Stack>
  );
}

function Action({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <Group px="md" py="sm" justify="space-between" wrap="nowrap" className={classes.row}>
      <div>
        <Text fw={600}>{title}</Text>
        <Text size="sm" c="dimmed">
          {text}
        </Text>
      </div>
      <Group flex="none">{children}</Group>
    </Group>
  );
}
