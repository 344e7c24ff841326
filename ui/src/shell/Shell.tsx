import { ActionIcon, AppShell, Group, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { CircleHelp } from "lucide-react";
import { useTranslations } from "use-intl";

import type { About } from "../backend/generated/About";
import { later, NOTHING } from "../common/later";
import { CarryOut } from "../technician/install/CarryOut";
import { Boundary } from "./Boundary";
import { DropOverlay } from "./DropOverlay";
import { Navigation } from "./Navigation";
import { useRoute } from "./route";
import { RunningWork } from "./RunningWork";
import { screenOf } from "./Screens";
import { StatusLine } from "./StatusLine";
import { useDropped } from "./useDropped";
import { useFocusInSight } from "./useFocusInSight";
import { useNarrow } from "./useNarrow";
import { useShortcuts } from "./useShortcuts";
import type { WindowState } from "./useWindowEvents";

const ShortcutsDialog = later(async () => (await import("./ShortcutsDialog")).ShortcutsDialog, NOTHING);

interface ShellProps {
  about: About;
  exportMode: boolean;
  happened: WindowState;
}

/** The window: where one can go, the present screen, and what must be seen on every screen. */
export function Shell({ about, exportMode, happened }: ShellProps) {
  const say = useTranslations("shell");
  const { place } = useRoute();
  const [helpOpen, help] = useDisclosure(false);
  const narrow = useNarrow();
  useFocusInSight();
  const dropped = useDropped(exportMode, happened);
  useShortcuts(exportMode, help.open);

  return (
    <AppShell
      header={{ height: "3.25rem" }}
      navbar={{ width: narrow ? "3.75rem" : "13.5rem", breakpoint: 0 }}
      footer={{ height: "1.9rem" }}
      padding="md"
    >
      <a className="skip-link" href="#contents" onClick={toContents}>
        {say("skip")}
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" gap="md" wrap="nowrap">
          <Title order={1} size="h4">
            Sealift
          </Title>
          <RunningWork />
          <ActionIcon variant="subtle" color="gray" size="lg" ml="auto" onClick={help.open} aria-label={say("keys.title")} aria-keyshortcuts="?">
            <CircleHelp size="1.25rem" aria-hidden />
          </ActionIcon>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar>
        <Navigation exportMode={exportMode} narrow={narrow} />
      </AppShell.Navbar>
      <AppShell.Main id="contents" tabIndex={-1}>
        <Boundary key={JSON.stringify(place)}>{screenOf(place)}</Boundary>
      </AppShell.Main>
      <AppShell.Footer>
        <StatusLine about={about} />
      </AppShell.Footer>
      <CarryOut />
      {happened.hovering && <DropOverlay />}
      {dropped}
      <ShortcutsDialog opened={helpOpen} exportMode={exportMode} onClose={help.close} />
    </AppShell>
  );
}

/** A link to a place on the page would change the address, of which there is none. */
function toContents(event: { preventDefault(): void }) {
  event.preventDefault();
  document.getElementById("contents")?.focus();
}
