import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import type { Pick } from "../backend/generated/Pick";
import { Answered } from "../common/Answered";
import { useAsk } from "../common/ask";
import { Empty } from "../common/Empty";
import { TrustKey } from "../technician/trust/TrustKey";
import { useLookedKeys } from "../technician/verify/useLookedKeys";
import { KeyCard } from "./KeyCard";

/** The keys that are trusted here, or one that is offered for comparing. */
export function Keys({ offered = [] }: { offered?: readonly Pick[] }) {
  const say = useTranslations("keys");
  const [adding, setAdding] = useState(offered.length > 0);
  const keys = useAsk("trusted_keys", {});
  const onDrives = useLookedKeys();
  if (adding) return <TrustKey keys={offered.length > 0 ? offered : onDrives} onEnd={() => setAdding(false)} />;
  const add = (
    <Button leftSection={<Plus size="1em" aria-hidden />} onClick={() => setAdding(true)}>
      {say("add")}
    </Button>
  );
  return (
    <Stack>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <Title order={2} size="h3">
            {say("title")}
          </Title>
          <Text c="dimmed">{say("intro")}</Text>
        </div>
        {keys.data && keys.data.length > 0 && add}
      </Group>
      <Answered query={keys}>
        {(keys) =>
          keys.length > 0 ? (
            keys.map((key) => <KeyCard key={key.fingerprint} of={key} />)
          ) : (
            <Empty Icon={KeyRound} title={say("none")}>
              {say("noneHelp")}
              <Group justify="center" mt="md">
                {add}
              </Group>
            </Empty>
          )
        }
      </Answered>
    </Stack>
  );
}
