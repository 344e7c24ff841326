import { Button, Paper, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { ChevronDown, ChevronRight } from "lucide-react";
import { useTranslations } from "use-intl";

import { LogView } from "../../common/operation/LogView";
import type { OperationState } from "../../common/operation/state";
import { RunSteps } from "../install/RunSteps";
import { componentRuns } from "../install/steps";
import type { Agreement } from "../journey";
import classes from "./Details.module.css";

export interface DetailsProps {
  agreed: Agreement;
  state: OperationState;
  nameOf: (component: string) => string;
}

/** Every step and what it wrote; folded on the screen, whole on paper. */
export function Details({ agreed: { plan }, state, nameOf }: DetailsProps) {
  const say = useTranslations("done");
  const [open, { toggle }] = useDisclosure(false);
  return (
    <Paper withBorder p="md">
      <Button
        variant="subtle"
        className="no-print"
        leftSection={open ? <ChevronDown size="1em" aria-hidden /> : <ChevronRight size="1em" aria-hidden />}
        onClick={toggle}
        aria-expanded={open}
      >
        {say("details")}
      </Button>
      <Stack className={open ? undefined : classes.folded} mt="sm">
        <RunSteps runs={componentRuns(plan.steps, state)} nameOf={nameOf} />
        <div className="no-print">
          <LogView state={state} file={`${plan.product}-log.txt`} />
        </div>
      </Stack>
    </Paper>
  );
}
