import { Stack, Text, Title } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { VerdictView } from "../../backend/generated/VerdictView";
import { useFormats } from "../../common/formats";
import { Note } from "../../common/Note";
import { RecordList } from "../timeline/RecordList";
import { toneOf } from "./tone";

/** What a report says, with a warning where that is not to be believed. */
export function ReportRecords({ of }: { of: VerdictView }) {
  const say = useTranslations("audit.report");
  const { count } = useFormats();
  const { records, size, unproven } = of;
  if (records.length === 0) return null;
  return (
    <Stack gap="xs">
      <Title order={3} size="h4">
        {say("records")}
      </Title>
      {toneOf(of) === "bad" && <Note tone="bad" title={say("recordsBad")} />}
      {unproven && <Note tone="warn" title={say("recordsUnproven")} />}
      {records.length < size && (
        <Text size="sm" c="dimmed">
          {say("recordsCut", { shown: count(records.length), size: count(size) })}
        </Text>
      )}
      <RecordList at={(place) => records[place]} total={records.length} height="24rem" />
    </Stack>
  );
}
