import { Button, Stack } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { MonitorCheck, RotateCw } from "lucide-react";
import { useEffect } from "react";
import { useTranslations } from "use-intl";

import type { CheckView } from "../../backend/generated/CheckView";
import { Answered } from "../../common/Answered";
import { useAsk } from "../../common/ask";
import { Problem } from "../../common/Problem";
import { Step } from "../../common/Step";
import { useJourney } from "../context";
import type { Subject } from "../journey";
import { useBack } from "../useBack";
import { Elsewhere } from "./Elsewhere";
import { Findings } from "./Findings";
import { Machine } from "./Machine";
import { Verdict } from "./Verdict";

/** Whether the release can be installed here; what stops it and what to do about that. */
export function Compatibility() {
  const { journey } = useJourney();
  return journey.subject && <Judged subject={journey.subject} />;
}

function Judged({ subject }: { subject: Subject }) {
  const say = useTranslations("compatibility");
  const { journey, act } = useJourney();
  const request = { product: subject.product, version: subject.version ?? "", facts: journey.facts?.id ?? null };
  const check = useAsk("check", request);
  const compatible = check.data?.compatible;
  useEffect(() => {
    // While it is judged again, or cannot be, what was found before opens nothing.
    act({ kind: "judged", compatible: compatible === true && !check.isError });
  }, [act, compatible, check.isError, journey.facts]);
  return (
    <Step
      title={say("title")}
      intro={say("intro", { name: subject.name })}
      back={useBack()}
      next={{ go: () => act({ kind: "show", step: "configure" }), hindered: useHindrance(check) }}
      more={
        <>
          {journey.facts && (
            <Button
              variant="default"
              leftSection={<MonitorCheck size="1em" aria-hidden />}
              onClick={() => act({ kind: "facts", facts: null })}
            >
              {say("back")}
            </Button>
          )}
          <Button
            variant="default"
            leftSection={<RotateCw size="1em" aria-hidden />}
            onClick={() => void check.refetch()}
            loading={check.isFetching}
          >
            {say("again")}
          </Button>
        </>
      }
    >
      <Answered query={check}>
        {(view) => (
          <Stack>
            {check.isError && <Problem error={check.error} />}
            <Verdict check={view} subject={subject} />
            <Machine check={view} />
            <Findings findings={view.findings} />
            <Elsewhere check={view} />
          </Stack>
        )}
      </Answered>
    </Step>
  );
}

function useHindrance({ data: check, isError }: UseQueryResult<CheckView>): string | undefined {
  const say = useTranslations("compatibility.hindered");
  if (isError) return say("failed");
  if (!check) return say("judging");
  if (!check.here) return say("elsewhere");
  return check.compatible ? undefined : say("stopped");
}
