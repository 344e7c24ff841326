import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { FileDown, FileSearch } from "lucide-react";
import { useTranslations } from "use-intl";

import type { CheckView } from "../../backend/generated/CheckView";
import { useAskOnce } from "../../common/ask";
import { Problem } from "../../common/Problem";
import { SaveNote } from "../../common/SaveNote";
import { useSaved } from "../../common/useSaved";
import { useJourney } from "../context";

/** Judging a machine that is elsewhere by its facts, and carrying this one's facts elsewhere. */
export function Elsewhere({ check }: { check: CheckView }) {
  const say = useTranslations("compatibility");
  const { act } = useJourney();
  const pick = useAskOnce("pick_files");
  const facts = useSaved("save_facts", "facts", `facts-${check.host ?? "machine"}.json`);
  const choose = () =>
    pick.mutate({ purpose: "facts" }, { onSuccess: ({ picks: [first] }) => first && act({ kind: "facts", facts: first }) });
  return (
    <Stack component="section" gap="xs" aria-label={say("factsTitle")}>
      <Title order={3} size="h5">
        {say("factsTitle")}
      </Title>
      <Text size="sm" c="dimmed">
        {say("factsHelp")}
      </Text>
      <Group gap="xs">
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
      {pick.error && <Problem error={pick.error} />}
      <SaveNote saved={facts} />
    </Stack>
  );
}
