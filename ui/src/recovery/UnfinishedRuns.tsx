import { Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { UnfinishedRun } from "../backend/generated/UnfinishedRun";
import { useFormats } from "../common/formats";
import { Note } from "../common/Note";

/** What was interrupted, and what putting it right will do. */
export function UnfinishedRuns({ runs }: { runs: readonly UnfinishedRun[] }) {
  const say = useTranslations("recovery");
  const formats = useFormats();
  return (
    <Stack gap="sm">
      {runs.map(({ operation, what, product, since }) => (
        <Note key={operation} tone="warn" title={say("interrupted", { what, product })}>
          {say("since", { time: formats.moment(since) })}
        </Note>
      ))}
      <Text maw="48rem">{say("whatNow")}</Text>
    </Stack>
  );
}
