import { Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import { Findings } from "../../technician/compatibility/Findings";
import { Note } from "../../common/Note";
import { useBench } from "../bench/context";

/** The requirements, judged on this machine, as an operator would see them on theirs. */
export function CheckPreview() {
  const say = useTranslations("vendor.preview");
  const { opened } = useBench();
  const check = opened?.view.check;
  if (!check) return <Note tone="info" title={say("noCheck")} />;
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {say("check")}
      </Text>
      <Findings findings={check.findings} />
    </Stack>
  );
}
