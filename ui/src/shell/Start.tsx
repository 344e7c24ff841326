import { Center } from "@mantine/core";
import { useEffect, useState } from "react";

import type { About } from "../backend/generated/About";
import type { Overview } from "../backend/generated/Overview";
import type { Preferences } from "../backend/generated/Preferences";
import { useAsk, useAskAhead } from "../common/ask";
import { later, NOTHING } from "../common/later";
import { Problem } from "../common/Problem";
import { speech } from "../i18n/language";
import { Localised } from "../i18n/Localised";
import { isNews } from "../recovery/useRecoverySeen";
import { JourneyProvider } from "../technician/context";
import type { Journey } from "../technician/journey";
import { BenchProvider } from "../vendor/bench/context";
import { Locked } from "./Locked";
import type { Place } from "./place";
import { RouteProvider } from "./route";
import { Shell } from "./Shell";
import { useAppearance } from "./useAppearance";
import { useWindowEvents, type WindowState } from "./useWindowEvents";

const CloseDialog = later(async () => (await import("./CloseDialog")).CloseDialog, NOTHING);

/** How the window looks until the program has said it, and where it cannot. */
const PLAIN: Preferences = { language: "system", colours: "system", text: "normal", exportMode: false, person: "", recoverySeen: "" };

interface StartProps {
  place: Place | undefined;
  journey: Journey | undefined;
  onOpened: (() => void) | undefined;
}

/** Learns what program this is and how the person likes it, and opens the window on what matters most. */
export function Start({ place, journey, onOpened }: StartProps) {
  const about = useAsk("about", {});
  const preferences = useAsk("preferences", {});
  // What the first screen shows is asked for along with this, not after it.
  useAskAhead("drives", {});
  const liked = preferences.data ?? PLAIN;
  useAppearance(liked);
  // Nothing is shown in a language that would change a moment later.
  if (about.isPending || preferences.isPending) return null;
  const system = about.data ?? { language: navigator.language, locale: navigator.language };
  return (
    <Localised speech={speech(liked.language, system)}>
      {about.data ? (
        <Opened about={about.data} liked={liked} place={place} journey={journey} onOpened={onOpened} />
      ) : (
        <Center mih="100dvh" p="lg">
          <Problem error={about.error ?? new Error("")} again={() => void about.refetch()} />
        </Center>
      )}
    </Localised>
  );
}

/** Whether something is unfinished, or was put right by another program since this person last looked. */
function tellsOfRecovery({ unfinished, recovered }: Overview, { recoverySeen }: Preferences): boolean {
  return unfinished.length > 0 || isNews(recovered, recoverySeen);
}

interface OpenedProps extends StartProps {
  about: About;
  liked: Preferences;
}

function Opened({ journey, onOpened, ...window }: OpenedProps) {
  useEffect(() => onOpened?.(), [onOpened]);
  // The site may be locked again at any moment; what was typed and begun stays where it is meanwhile.
  return (
    <JourneyProvider {...(journey ? { start: journey } : {})}>
      <BenchProvider>
        <Window {...window} />
      </BenchProvider>
    </JourneyProvider>
  );
}

type WindowProps = Omit<OpenedProps, "journey" | "onOpened">;

/** The window of an open site or the way to open it; either way it asks before it closes over what would be lost. */
function Window(props: WindowProps) {
  const happened = useWindowEvents();
  const { closeAsked, keepOpen } = happened;
  const [opened, setOpened] = useState(!props.about.locked);
  if (!props.about.locked && !opened) setOpened(true);
  return (
    <>
      {props.about.locked ? <Locked about={props.about} again={opened} /> : <Unlocked {...props} happened={happened} />}
      {closeAsked && <CloseDialog asked={closeAsked} onKeep={keepOpen} />}
    </>
  );
}

function Unlocked({ about, liked, place, happened }: WindowProps & { happened: WindowState }) {
  const overview = useAsk("overview", {});
  if (overview.isPending) return null;
  const start = overview.data && tellsOfRecovery(overview.data, liked) ? "recovery" : "journey";
  return (
    <RouteProvider start={place ?? { screen: start }}>
      <Shell about={about} exportMode={liked.exportMode} happened={happened} />
    </RouteProvider>
  );
}
