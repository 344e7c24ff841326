import { Button, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import { useAsk } from "../common/ask";
import { Note } from "../common/Note";
import { useRoute } from "../shell/route";

/** Leads to what was interrupted, as long as it is not put right. */
export function Unfinished() {
  const say = useTranslations("installed");
  const { go } = useRoute();
  const { data } = useAsk("overview", {});
  if (!data || data.unfinished.length === 0) return null;
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
