import { useEffect } from "react";

import { useJourney } from "../context";
import type { Agreement } from "../journey";
import { hasBegun, useRun } from "./useRun";

/** Carries out what was said yes to, whichever screen is looked at meanwhile. Shows nothing. */
export function CarryOut() {
  const { journey } = useJourney();
  if (!journey.agreed || journey.end) return null;
  return <CarriedOut key={journey.agreed.id} agreed={journey.agreed} />;
}

function CarriedOut({ agreed }: { agreed: Agreement }) {
  const { act } = useJourney();
  const run = useRun(agreed);
  const { running, answer, error, start } = run;
  const isUnbegun = !running && !answer && !error;
  const isRefused = error !== undefined && !hasBegun(run);
  useEffect(() => {
    const { change, plan, ticket, reason, person } = agreed;
    if (isUnbegun) start({ change, plan: plan.digest, ticket, reason, person });
  }, [isUnbegun, agreed]);
  useEffect(() => {
    if (answer) act({ kind: "ended", end: answer });
    // Refused before the first step: nothing has happened, and the plan can be looked at again.
    else if (isRefused) act({ kind: "withdrawn", why: error });
  }, [answer, error, isRefused, act]);
  return null;
}
