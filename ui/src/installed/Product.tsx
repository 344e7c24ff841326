import { Button, Group, Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { InstalledView } from "../backend/generated/InstalledView";
import { useFormats } from "../common/formats";
import { Note } from "../common/Note";
import { StateBadge } from "../common/StateBadge";
import { Step } from "../common/Step";
import { useRoute } from "../shell/route";
import { Actions } from "./Actions";
import { Files } from "./Files";
import { Services } from "./Services";
import { HEALTH, known } from "./tones";

/** One installed product: how it is, and what can be done with it. */
export function Product({ of }: { of: InstalledView | undefined }) {
  const say = useTranslations("installed");
  const { go } = useRoute();
  const all = { label: say("back"), go: () => go({ screen: "installed" }) };
  if (!of) {
    return (
      <Note tone="info" title={say("gone")}>
        <Button size="compact-sm" onClick={all.go}>
          {all.label}
        </Button>
      </Note>
    );
  }
  return (
    <Step title={of.name} back={all}>
      <Stack gap="lg">
        <Facts view={of} />
        <Services services={of.services} />
        <Files view={of} />
        <Actions view={of} />
      </Stack>
    </Step>
  );
}

function Facts({ view }: { view: InstalledView }) {
  const say = useTranslations("installed");
  const formats = useFormats();
  const health = known(HEALTH, view.health);
  return (
    <div>
      <Group gap="sm">
        <Text>{say("version", { version: view.version })}</Text>
        <StateBadge tone={HEALTH[health]}>{say(`health.${health}`)}</StateBadge>
      </Group>
      <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
        {view.product} · {say("since", { time: formats.moment(view.installedAt) })}
        <br />
        {say("folder")}: {view.prefix} · {say("components")}: {view.components.join(", ")}
      </Text>
    </div>
  );
}
