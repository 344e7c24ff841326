import { Button, List, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { RecoveredRun } from "../backend/generated/RecoveredRun";
import { useAsk } from "../common/ask";
import { Note } from "../common/Note";
import { useRecoveredLine } from "../recovery/outcome";
import { isNews } from "../recovery/useRecoverySeen";
import { useRoute } from "../shell/route";

/** Leads to what was interrupted: as long as it is not put right, and afterwards to what was done about it. */
export function Unfinished() {
  const say = useTranslations("installed");
  const { go } = useRoute();
  const { data } = useAsk("overview", {});
  if (!data) return null;
  if (data.unfinished.length === 0) return <PutRight runs={data.recovered} />;
  return (
    <Note tone="warn" title={say("unfinished")}>
      <Text size="sm" mb="xs">
        {say("unfinishedText")}
      </Text>
      <Button size="compact-sm" onClick={() => go({ screen: "recovery" })}>
        {say("unfinishedShow")}
      </Button>
    </Note>
  );
}

/** Whatever program recovered, what it did is told until this person has looked, and can be found later. */
function PutRight({ runs }: { runs: readonly RecoveredRun[] }) {
  const say = useTranslations("installed.recovered");
  const line = useRecoveredLine();
  const { go } = useRoute();
  const { data: liked } = useAsk("preferences", {});
  if (runs.length === 0 || !liked) return null;
  const show = (
    <Button size="compact-sm" variant="default" onClick={() => go({ screen: "recovery" })} style={{ alignSelf: "flex-start" }}>
      {say("show")}
    </Button>
  );
  if (!isNews(runs, liked.recoverySeen)) return show;
  return (
    <Note tone="info" title={say("title")}>
      <List size="sm" mb="xs">
        {runs.map((run) => (
          <List.Item key={run.operation}>{line(run)}</List.Item>
        ))}
      </List>
      {show}
    </Note>
  );
}
