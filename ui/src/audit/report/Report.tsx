import { Button, Center, Group, Loader, Stack, Text } from "@mantine/core";
import { FileSearch } from "lucide-react";
import { useTranslations } from "use-intl";

import { Empty } from "../../common/Empty";
import { Problem } from "../../common/Problem";
import { Compare } from "./Compare";
import { Findings } from "./Findings";
import { ReportRecords } from "./ReportRecords";
import { useReport } from "./useReport";
import { Verdict } from "./Verdict";

/** A report from any machine: its verdict first and why, then what it says. */
export function Report() {
  const say = useTranslations("audit.report");
  const { report, held, hold, verdict, pickError, open } = useReport();
  if (!report) {
    return (
      <Empty Icon={FileSearch} title={say("choose")}>
        {say("intro")}
        <Center mt="md">
          <Button onClick={open}>{say("choose")}</Button>
        </Center>
        {pickError && <Problem error={pickError} />}
      </Empty>
    );
  }
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <Text style={{ overflowWrap: "anywhere" }}>
          <Text span c="dimmed">
            {say("file")}:
          </Text>{" "}
          {report.place}
        </Text>
        <Button variant="default" onClick={open}>
          {say("another")}
        </Button>
      </Group>
      {pickError && <Problem error={pickError} />}
      {verdict.isFetching ? (
        <Group role="status" gap="sm" mih="8rem">
          <Loader size="sm" aria-hidden />
          <Text>{say("checking")}</Text>
        </Group>
      ) : (
        <>
          {verdict.error && <Problem error={verdict.error} again={() => void verdict.refetch()} />}
          {verdict.data && <Verdict of={verdict.data} />}
          {verdict.data && <Findings of={verdict.data} />}
        </>
      )}
      <Compare held={held} onChange={hold} />
      {verdict.data && !verdict.isFetching && <ReportRecords of={verdict.data} />}
    </Stack>
  );
}
