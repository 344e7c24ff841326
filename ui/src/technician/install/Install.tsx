import { Button, Paper, ScrollArea, SimpleGrid, Stack, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { LogView } from "../../common/operation/LogView";
import { ProgressPanel } from "../../common/operation/ProgressPanel";
import { Note } from "../../common/Note";
import { Problem } from "../../common/Problem";
import { Step } from "../../common/Step";
import { useRoute } from "../../shell/route";
import { useJourney } from "../context";
import type { Agreement } from "../journey";
import { deedOf, undoOf } from "../review/plan";
import { RunSteps } from "./RunSteps";
import { componentRuns } from "./steps";
import { Stop } from "./Stop";
import { useComponentNames } from "./useComponentNames";
import { useInView } from "./useInView";
import { hasBegun, useRun } from "./useRun";

/** The change while it is carried out. */
export function Install() {
  const { journey } = useJourney();
  return journey.agreed && <Running agreed={journey.agreed} />;
}

function Running({ agreed }: { agreed: Agreement }) {
  const say = useTranslations("install");
  const { plan, change } = agreed;
  const run = useRun(agreed);
  const nameOf = useComponentNames(plan);
  const [asks, ask] = useState(false);
  const runs = componentRuns(plan.steps, run.state);
  const lasting = runs.flatMap(({ steps }) => steps).filter(({ step, word }) => undoOf(step) === "none" && word === "done");
  const title = say(`title.${deedOf(plan, change)}`, { name: plan.name, to: plan.to ?? "" });
  const stop = () => {
    ask(false);
    run.stop();
  };
  return (
    <Step title={title} intro={say("intro")}>
      <Stack>
        {run.error && hasBegun(run) ? (
          <Lost error={run.error} />
        ) : (
          <ProgressPanel state={run.state} title={title} stopping={run.stopping} onStop={() => ask(true)} stopLabel={say("stop")} />
        )}
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          <Paper withBorder p="md" component="section" aria-label={say("steps")}>
            <Title order={3} size="h5" mb="xs">
              {say("steps")}
            </Title>
            <ScrollArea.Autosize mah="22rem" viewportRef={useInView(run.state.step)} viewportProps={{ tabIndex: 0, role: "group", "aria-label": say("steps") }}>
              <RunSteps runs={runs} nameOf={nameOf} />
            </ScrollArea.Autosize>
          </Paper>
          <LogView state={run.state} height="20rem" file={`${plan.product}-log.txt`} />
        </SimpleGrid>
      </Stack>
      {asks && run.running && !run.state.undoing && <Stop lasting={lasting} onStop={stop} onClose={() => ask(false)} />}
    </Step>
  );
}

/** The run answers no more: nothing is known, so nothing is claimed. */
function Lost({ error }: { error: Error }) {
  const say = useTranslations("install");
  const { act } = useJourney();
  const { go } = useRoute();
  const leave = () => {
    act({ kind: "withdrawn", why: null });
    act({ kind: "anew" });
    go({ screen: "installed" });
  };
  return (
    <>
      <Note tone="bad" title={say("lost")}>
        {say("lostText")}
      </Note>
      <Problem error={error}>
        <Button size="compact-sm" onClick={leave}>
          {say("toInstalled")}
        </Button>
      </Problem>
    </>
  );
}
