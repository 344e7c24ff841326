import { Stack } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { ScrollText } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import type { LogFilter } from "../../backend/generated/LogFilter";
import { Empty } from "../../common/Empty";
import { Problem } from "../../common/Problem";
import { type Opened, RecordDrawer } from "../record/RecordDrawer";
import { EVERYTHING, narrowed } from "./filter";
import { Filters } from "./Filters";
import { Found } from "./Found";
import { RecordList } from "./RecordList";
import classes from "./Timeline.module.css";
import { useRecords } from "./useRecords";

/** While somebody types, nothing is asked. */
const TYPING_MS = 250;

/** This machine's records, the newest first, as far as they fit what is asked for. */
export function Timeline({ operation }: { operation?: string }) {
  const say = useTranslations("audit.list");
  const [filter, setFilter] = useState<LogFilter>({ ...EVERYTHING, operation: operation ?? null });
  const [asked] = useDebouncedValue(filter, TYPING_MS);
  const records = useRecords(asked);
  const [opened, open] = useState<Opened | null>(null);
  const isEmpty = !records.stale && records.size !== null && records.total === 0;
  const isFiltered = asked.text !== null || narrowed(asked) > 0;
  return (
    <Stack gap="xs" className={classes.screen}>
      <Filters filter={filter} onChange={setFilter} />
      <Found records={records} searching={records.stale || filter !== asked} filtered={isFiltered} />
      {records.error && <Problem error={records.error} again={records.again} />}
      {isEmpty ? (
        <Empty Icon={ScrollText} title={say(isFiltered ? "none" : "empty")}>
          {say(isFiltered ? "noneHelp" : "emptyHelp")}
        </Empty>
      ) : (
        <RecordList
          key={records.list}
          at={records.at}
          total={records.total}
          fading={records.stale}
          onSight={records.see}
          onOpen={(row, place) => open({ sequence: row.sequence, place })}
          height="100%"
        />
      )}
      <RecordDrawer
        records={records}
        opened={opened}
        onShow={open}
        onRun={(run) => {
          open(null);
          setFilter({ ...EVERYTHING, operation: run });
        }}
        onClose={() => open(null)}
      />
    </Stack>
  );
}
