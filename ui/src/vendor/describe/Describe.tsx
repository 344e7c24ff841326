import { Button, Group, Text } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { FilePen, Save } from "lucide-react";
import { useTranslations } from "use-intl";

import { Empty } from "../../common/Empty";
import { Problem } from "../../common/Problem";
import { StateBadge } from "../../common/StateBadge";
import { isUnsaved } from "../bench/bench";
import { useBench } from "../bench/context";
import classes from "./Describe.module.css";
import { Open } from "./Open";
import { Workshop } from "./Workshop";

/** A description from nothing or from its file, worked on with a form and as text side by side. */
export function Describe() {
  const say = useTranslations("vendor.describe");
  const { opened, error, bench } = useBench();
  const unsaved = isUnsaved(opened);
  // Also inside the text and the fields.
  useHotkeys([["mod+S", () => unsaved && void bench.save()]], []);
  if (!opened) {
    return (
      <Empty Icon={FilePen} title={say("none")}>
        {say("noneText")}
        <Group mt="md" justify="center">
          <Open />
        </Group>
        {error && <Problem error={error} />}
      </Empty>
    );
  }
  return (
    <div className={classes.screen}>
      <Group gap="xs" wrap="nowrap">
        <div style={{ flex: 1, minWidth: 0 }} title={opened.view.file.place}>
          <Text fw={600} lh={1.2} truncate>
            {opened.view.file.name}
          </Text>
          <Text size="xs" c="dimmed" lh={1.2} truncate>
            {opened.view.file.place}
          </Text>
        </div>
        <StateBadge tone={unsaved ? "warn" : "good"}>{say(unsaved ? "unsaved" : "saved")}</StateBadge>
        <Open />
        <Button
          size="xs"
          flex="none"
          leftSection={<Save size="1em" aria-hidden />}
          disabled={!unsaved}
          onClick={() => void bench.save()}
          aria-keyshortcuts="Control+S"
        >
          {say("save")}
        </Button>
      </Group>
      {error && <Problem error={error} />}
      <Workshop />
    </div>
  );
}
