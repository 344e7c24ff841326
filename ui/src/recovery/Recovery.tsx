import { Button, Stack, Text, Title } from "@mantine/core";
import { CircleCheck } from "lucide-react";
import { useTranslations } from "use-intl";

import type { Overview } from "../backend/generated/Overview";
import { Answered } from "../common/Answered";
import { useAsk } from "../common/ask";
import { Empty } from "../common/Empty";
import { ProgressPanel } from "../common/operation/ProgressPanel";
import type { OperationState } from "../common/operation/state";
import { useOperation } from "../common/operation/useOperation";
import { Problem } from "../common/Problem";
import { Step } from "../common/Step";
import { useRoute } from "../shell/route";
import { RunCard } from "./RunCard";
import { UnfinishedRuns } from "./UnfinishedRuns";
import { useRecoverySeen } from "./useRecoverySeen";

/** What a crash left unfinished, putting it right, and what came of that. */
export function Recovery() {
  return <Answered query={useAsk("overview", {})}>{(overview) => <Found overview={overview} />}</Answered>;
}

function Found({ overview: { unfinished, recovered } }: { overview: Overview }) {
  const say = useTranslations("recovery");
  const { go } = useRoute();
  const { state, answer, error, running, start } = useOperation("recover");
  useRecoverySeen(recovered);
  const isOpen = unfinished.length > 0;
  const now = answer?.runs ?? [];
  const before = recovered.filter((run) => !now.some(({ operation }) => operation === run.operation));
  const next = isOpen
    ? { label: say("recover"), go: () => start({}), busy: running }
    : { label: say("toWork"), go: () => go({ screen: "journey" }) };
  return (
    <Step title={say("title")} intro={isOpen ? say("intro") : undefined} next={next} more={!isOpen && <ToInstalled />}>
      <Stack>
        {running && <Working state={state} />}
        {error && <Problem error={error} />}
        {answer?.failure && <Problem error={answer.failure} />}
        {isOpen && !running && <UnfinishedRuns runs={unfinished} />}
        {now.length > 0 && (
          <Stack gap="sm" role="status">
            <Title order={3} size="h4">
              {say("done")}
            </Title>
            {now.map((run) => (
              <RunCard key={run.operation} run={run} />
            ))}
          </Stack>
        )}
        {!isOpen && now.length === 0 && before.length === 0 && (
          <Empty Icon={CircleCheck} title={say("allWell")}>
            {say("allWellText")}
          </Empty>
        )}
        {before.length > 0 && (
          <Stack gap="sm">
            <Title order={3} size="h4">
              {say("earlier")}
            </Title>
            {before.map((run) => (
              <RunCard key={run.operation} run={run} />
            ))}
          </Stack>
        )}
      </Stack>
    </Step>
  );
}

function Working({ state }: { state: OperationState }) {
  const say = useTranslations("recovery");
  return (
    <Stack gap="xs">
      <ProgressPanel state={state} title={say("recovering")} />
      <Text size="sm" c="dimmed" maw="48rem">
        {say("recoveringText")}
      </Text>
    </Stack>
  );
}

function ToInstalled() {
  const say = useTranslations("recovery");
  const { go } = useRoute();
  return (
    <Button variant="default" onClick={() => go({ screen: "installed" })}>
      {say("toInstalled")}
    </Button>
  );
}
