import { Button, Group, Loader, Stack, Text, Title } from "@mantine/core";
import { useEffect } from "react";
import { useTranslations } from "use-intl";

import type { InstalledView } from "../backend/generated/InstalledView";
import { useOperation } from "../common/operation/useOperation";
import { Problem } from "../common/Problem";
import { Differences } from "./Differences";

/** Whether the files are as they were placed: at a glance always, to the last byte when somebody asks for it. */
export function Files({ view }: { view: InstalledView }) {
  const say = useTranslations("installed.files");
  const { answer, error, running, start, forget } = useOperation("status", `status ${view.product}`);
  // What was read is told as long as this screen is shown; later it may not be true any more.
  useEffect(() => forget, []);
  const isSame = answer?.version === view.version && answer.installedAt === view.installedAt;
  const read = isSame && !running ? answer : undefined;
  const { differences } = read ?? view;
  const sentence = `${read ? "full" : "quick"}${differences.length > 0 ? "Differ" : "Same"}` as const;
  return (
    <Stack gap="xs">
      <Title order={3} size="h4">
        {say("title")}
      </Title>
      {running ? (
        <Group role="status" gap="sm">
          <Loader size="sm" aria-hidden />
          <Text>{say("verifying")}</Text>
        </Group>
      ) : (
        <Group gap="sm" justify="space-between">
          <Text role="status" flex={1} miw="20rem">
            {say(sentence, { count: differences.length })}
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
