import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";

import type { Pick } from "../backend/generated/Pick";
import { Confirm } from "../common/Confirm";
import { useOperations } from "../common/operation/context";
import { useJourney } from "../technician/context";
import { useRoute } from "./route";

/** What becomes of files dropped on the window; a question where they would take the place of work in hand. */
export function useDropped(): { dropped: (picks: readonly Pick[]) => void; question: ReactNode } {
  const say = useTranslations("shell.dropped");
  const { journey, act } = useJourney();
  const { go } = useRoute();
  const operations = useOperations();
  const [waiting, setWaiting] = useState<readonly Pick[] | null>(null);
  // The window's events are heard by one function all along, which must know the present journey.
  const inHand = useRef(false);
  useEffect(() => {
    inHand.current = journey.subject !== null && journey.end === null;
  }, [journey]);

  const look = useCallback(
    (picks: readonly Pick[]) => {
      setWaiting(null);
      act({ kind: "chosen", volumes: picks.map((pick) => pick.id) });
      go({ screen: "journey" });
    },
    [act, go],
  );
  const dropped = useCallback(
    (picks: readonly Pick[]) => {
      // Other files must not take the place of those that are being read.
      if (picks.length === 0 || operations.running().length > 0) return;
      if (inHand.current) setWaiting(picks);
      else look(picks);
    },
    [look, operations],
  );
  const question = waiting && (
    <Confirm
      opened
      title={say("title")}
      consequence={say("consequence", { name: journey.subject?.name ?? "" })}
      action={say("action")}
      onConfirm={() => look(waiting)}
      onClose={() => setWaiting(null)}
    />
  );
  return { dropped, question };
}
