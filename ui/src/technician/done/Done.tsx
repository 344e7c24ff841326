import { Button, Group, Stack } from "@mantine/core";
import { PackagePlus, ScrollText } from "lucide-react";
import { useTranslations } from "use-intl";

import type { RunEnd } from "../../backend/generated/RunEnd";
import { type Move, Step } from "../../common/Step";
import { useRoute } from "../../shell/route";
import { useJourney } from "../context";
import { useComponentNames } from "../install/useComponentNames";
import { useRun } from "../install/useRun";
import { type Agreement, isOpen } from "../journey";
import { Aftermath } from "./Aftermath";
import { Changed } from "./Changed";
import { Details } from "./Details";
import { Keep } from "./Keep";
import { isAsBefore, outcomeOf } from "./outcome";
import { OutcomeNote } from "./OutcomeNote";
import { PrintedRecord } from "./PrintedRecord";
import { Signatures } from "./Signatures";

/** What came of the change, and what to take away from it. */
export function Done() {
  const { journey } = useJourney();
  return journey.end && journey.agreed && <Ended end={journey.end} agreed={journey.agreed} />;
}

function Ended({ end, agreed }: { end: RunEnd; agreed: Agreement }) {
  const say = useTranslations("done");
  const { act } = useJourney();
  const { go } = useRoute();
  const run = useRun(agreed);
  const nameOf = useComponentNames(agreed.plan);
  return (
    <Step title={say("title")} next={useNext(end, agreed)}>
      <Stack>
        <PrintedRecord agreed={agreed} end={end} state={run.state} />
        <OutcomeNote end={end} agreed={agreed} />
        <Aftermath end={end} why={run.state.undoing?.problem ?? null} warnings={run.state.warnings} />
        <Group gap="xs" className="no-print">
          <Button
            variant="default"
            leftSection={<ScrollText size="1em" aria-hidden />}
            onClick={() => go({ screen: "audit", operation: end.operation })}
          >
            {say("next.audit")}
          </Button>
          <Button
            variant="default"
            leftSection={<PackagePlus size="1em" aria-hidden />}
            onClick={() => {
              run.forget();
              act({ kind: "anew" });
            }}
          >
            {say("next.anew")}
          </Button>
        </Group>
        {end.success && <Changed plan={agreed.plan} state={run.state} nameOf={nameOf} />}
        <Keep />
        <Details agreed={agreed} state={run.state} nameOf={nameOf} />
        <Signatures person={agreed.person} />
      </Stack>
    </Step>
  );
}

/** What one does next: look at what is installed, or plan again where the machine is as it was. */
function useNext(end: RunEnd, { plan }: Agreement): Move {
  const say = useTranslations("done.next");
  const { journey, act } = useJourney();
  const before = { ...journey, agreed: null, end: null };
  const { go } = useRoute();
  if (isAsBefore(outcomeOf(end.outcome))) {
    return { label: say(isOpen(before, "review") ? "review" : "secrets"), go: () => act({ kind: "withdrawn", why: null }) };
  }
  if (end.active === null) return { label: say("list"), go: () => go({ screen: "installed" }) };
  return { label: say("installed"), go: () => go({ screen: "installed", product: plan.product }) };
}
