import { Tabs, Title, VisuallyHidden } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";

import { useVisited } from "../common/useVisited";
import { Attempt } from "./attempt/Attempt";
import { Describe } from "./describe/Describe";
import { Inspect } from "./inspect/Inspect";
import { KeyMaking } from "./keys/KeyMaking";
import { WriteMedia } from "./media/WriteMedia";
import { Seal } from "./seal/Seal";

const TABS = ["describe", "attempt", "seal", "inspect", "media", "keys"] as const;
type Tab = (typeof TABS)[number];

/** The release engineer's work, from a folder of files to a medium that can be handed over. */
export function Vendor() {
  const say = useTranslations("vendor");
  const [tab, setTab] = useState<string | null>("describe");
  // A key, a folder and bases that were chosen are still there after a look at the description.
  const isVisited = useVisited(tab);
  const panels: Record<Tab, ReactNode> = {
    describe: <Describe />,
    attempt: <Attempt />,
    seal: <Seal />,
    inspect: <Inspect />,
    media: <WriteMedia />,
    keys: <KeyMaking />,
  };
  return (
    <>
      <VisuallyHidden>
        <Title order={2}>{say("title")}</Title>
      </VisuallyHidden>
      <Tabs value={tab} onChange={setTab} keepMounted>
        <Tabs.List mb="sm">
          {TABS.map((name) => (
            <Tabs.Tab key={name} value={name} px="sm">
              {say(`tabs.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {TABS.map((name) => (
          <Tabs.Panel key={name} value={name}>
            {isVisited(name) && panels[name]}
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}
