import { Button, Group, Text } from "@mantine/core";
import { FileDown, FileSearch, MonitorCheck, RotateCw } from "lucide-react";
import { useTranslations } from "use-intl";

import type { CheckView } from "../../backend/generated/CheckView";
import { useAskOnce } from "../../common/ask";
import { Moment } from "../../common/Measured";
import { Problem } from "../../common/Problem";
import { SaveNote } from "../../common/SaveNote";
import { useSaved } from "../../common/useSaved";
import { useJourney } from "../context";

/** Which machine was judged, and the ways to judge it again, another one, or to carry this one's facts elsewhere. */
export function Machine({ check, again, busy }: { check: CheckView; again: () => void; busy: boolean }) {
  const say = useTranslations("compatibility");
  const { journey, act } = useJourney();
  const pick = useAskOnce("pick_files");
  const facts = useSaved("save_facts", "facts", `facts-${check.host ?? "machine"}.json`);
  const choose = () =>
    pick.mutate({ purpose: "facts" }, { onSuccess: ({ picks: [first] }) => first && act({ kind: "facts", facts: first }) });
  const host = check.host ?? say("unnamed");
  return (
    <>
      <Group gap="lg">
        <Text size="sm">
          <Text span c="dimmed">
            {say("machine")}:{" "}
          </Text>
          {check.here ? say("here", { host }) : say("elsewhere", { host, file: journey.facts?.name ?? "" })}
        </Text>
        <Text size="sm">
          <Text span c="dimmed">
            {say("collected")}:{" "}
          </Text>
          <Moment at={check.collected} />
        </Text>
      </Group>
      <Group gap="xs">
        <Button variant="default" leftSection={<RotateCw size="1em" aria-hidden />} onClick={again} loading={busy}>
          {say("again")}
        </Button>
        {journey.facts && (
          <Button
            variant="default"
            leftSection={<MonitorCheck size="1em" aria-hidden />}
            onClick={() => act({ kind: "facts", facts: null })}
          >
            {say("back")}
          </Button>
        )}
        <Button variant="default" leftSection={<FileSearch size="1em" aria-hidden />} onClick={choose} loading={pick.isPending}>
          {say("other")}
        </Button>
        {check.here && (
          <Button
            variant="default"
            leftSection={<FileDown size="1em" aria-hidden />}
            onClick={() => facts.save((to) => ({ to }))}
            loading={facts.busy}
          >
            {say("saveFacts")}
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {say("factsHelp")}
      </Text>
      {pick.error && <Problem error={pick.error} />}
      <SaveNote saved={facts} />
    </>
  );
}
