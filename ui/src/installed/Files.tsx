import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useEffect } from "react";
import { useTranslations } from "use-intl";

import type { InstalledView } from "../backend/generated/InstalledView";
import { useFormats } from "../common/formats";
import { ProgressPanel } from "../common/operation/ProgressPanel";
import { useOperation } from "../common/operation/useOperation";
import { Problem } from "../common/Problem";
import { Differences } from "./Differences";

/** How long a reading is worth telling to somebody who was elsewhere when it ended. */
const TOLD_MS = 10 * 60_000;

/** Whether the files are as they were placed: at a glance always, to the last byte when somebody asks for it. */
export function Files({ view }: { view: InstalledView }) {
  const say = useTranslations("installed.files");
  const formats = useFormats();
  const { state, answer, error, running, endedAt, start, forget } = useOperation("status", `status ${view.product}`);
  // What was read is told as long as this screen is shown; later it may not be true any more. What ended while other
  // screens were looked at is told for a while, with the time when it was so.
  useEffect(() => {
    if (endedAt !== null && Date.now() - endedAt > TOLD_MS) forget();
    return forget;
  }, []);
  const isSame = answer?.version === view.version && answer.installedAt === view.installedAt;
  const read = isSame && !running ? answer : undefined;
  const { differences, changing } = read ?? view;
  const time = endedAt !== null && formats.moment(new Date(endedAt).toISOString());
  const judged = `${read ? "full" : "quick"}${differences.length > 0 ? "Differ" : "Same"}` as const;
  const sentence = changing ? "changing" : judged;
  return (
    <Stack gap="xs">
      <Title order={3} size="h4">
        {say("title")}
      </Title>
      {running ? (
        <ProgressPanel state={state} title={say("verifying")} />
      ) : (
        <Group gap="sm" justify="space-between">
          <Text role="status" flex={1} miw="20rem">
            {say(sentence, { count: differences.length })} {read && time && say("asOf", { time })}
          </Text>
          <Button variant="default" onClick={() => start({ product: view.product, full: true })}>
            {say(read ? "again" : "verify")}
          </Button>
        </Group>
      )}
      {error && <Problem error={error} />}
      <Differences differences={differences} />
    </Stack>
  );
}
