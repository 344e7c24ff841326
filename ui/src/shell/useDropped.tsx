import { type ReactNode, useEffect, useState } from "react";

import type { Pick } from "../backend/generated/Pick";
import { later, NOTHING } from "../common/later";
import { useOperations } from "../common/operation/context";
import { useJourney } from "../technician/context";
import { isUnsaved } from "../vendor/bench/bench";
import { useBench } from "../vendor/bench/context";
import { DroppedNotes } from "./DroppedNotes";
import { joined, type Offer, offered } from "./dropped";
import { useRoute } from "./route";
import type { WindowState } from "./useWindowEvents";

const DroppedQuestion = later(async () => (await import("./DroppedQuestion")).DroppedQuestion, NOTHING);

/**
 * What becomes of files that were dropped on the window or opened with it: packages, keys and descriptions go where each
 * is looked at. Those that come while work runs are kept; those that would take the place of something ask first.
 */
export function useDropped(exportMode: boolean, { drops, taken }: WindowState): ReactNode {
  const { journey, act } = useJourney();
  const { bench, opened } = useBench();
  const { go } = useRoute();
  const operations = useOperations();
  const [kept, keep] = useState<readonly Pick[]>([]);
  const [asked, ask] = useState<Offer | null>(null);
  const [nameless, setNameless] = useState<readonly string[]>([]);
  const [shut, setShut] = useState<readonly Pick[]>([]);

  const open = ({ kind, picks }: Offer) => {
    ask(null);
    switch (kind) {
      case "package":
        act({ kind: "chosen", volumes: picks.map(({ id }) => id) });
        return go({ screen: "journey" });
      case "key":
        return go({ screen: "keys", offered: picks });
      case "description":
        // Files of answers end like this as well; nobody is led into export mode who has not switched it on.
        if (!exportMode) return setShut(picks);
        for (const { id } of picks) void bench.open(id);
        return go({ screen: "vendor" });
    }
  };
  const take = (picks: readonly Pick[]) => {
    const { first, rest } = offered(picks);
    keep(rest);
    if (!first) return;
    const takesPlace =
      (first.kind === "package" && journey.subject !== null && journey.end === null) ||
      (first.kind === "description" && exportMode && isUnsaved(opened));
    if (takesPlace) ask(first);
    else open(first);
  };
  useEffect(() => {
    if (drops.length === 0) return;
    taken();
    const odd = drops.flatMap(({ nameless }) => nameless);
    if (odd.length > 0) setNameless(odd);
    const picks = drops.flatMap(({ picks }) => picks);
    const all = joined(kept, picks);
    // Other files must not take the place of those that are being read.
    if (operations.running().length > 0) keep(all);
    else if (picks.length > 0) take(all);
    // Once for each drop, however things stand then.
  }, [drops]);

  return (
    <>
      <DroppedNotes
        kept={kept}
        nameless={nameless}
        shut={shut}
        look={() => take(kept)}
        leave={() => keep([])}
        close={() => {
          setNameless([]);
          setShut([]);
        }}
      />
      {asked && <DroppedQuestion offer={asked} onLook={() => open(asked)} onClose={() => ask(null)} />}
    </>
  );
}
