import { Stack, Tabs, Title, VisuallyHidden } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { useVisited } from "../common/useVisited";
import { Report } from "./report/Report";
import { TakeAway } from "./takeaway/TakeAway";
import { Timeline } from "./timeline/Timeline";

const TABS = ["timeline", "report", "takeaway"] as const;

/** The officer's screens: this machine's log, a report from another machine, and what is taken away from here. */
export function Audit({ operation }: { operation?: string }) {
  const say = useTranslations("audit");
  const [tab, setTab] = useState<string | null>("timeline");
  // A checkpoint that was typed and a report that was judged are still there after a look at the log.
  const isVisited = useVisited(tab);
  return (
    <Stack gap="sm">
      <VisuallyHidden>
        <Title order={2}>{say("title")}</Title>
      </VisuallyHidden>
      <Tabs value={tab} onChange={setTab} keepMounted>
        <Tabs.List mb="sm">
          {TABS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {say(`tabs.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="timeline">
          {isVisited("timeline") && <Timeline {...(operation === undefined ? {} : { operation })} />}
        </Tabs.Panel>
        <Tabs.Panel value="report">
          {isVisited("report") && <Report />}
        </Tabs.Panel>
        <Tabs.Panel value="takeaway">
          {isVisited("takeaway") && <TakeAway />}
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
