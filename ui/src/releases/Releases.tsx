import { Button, Group, Stack, Title } from "@mantine/core";
import { PackageOpen, ShieldCheck } from "lucide-react";
import { useTranslations } from "use-intl";

import { Answered } from "../common/Answered";
import { useAsk } from "../common/ask";
import { Empty } from "../common/Empty";
import { useOperation } from "../common/operation/useOperation";
import { useRoute } from "../shell/route";
import { DepotCheck } from "./DepotCheck";
import { ReleaseTable } from "./ReleaseTable";

/** The releases in the depot, or why they cannot be shown. */
export function Releases() {
  const say = useTranslations("releases");
  const { go } = useRoute();
  const check = useOperation("verify_depot");
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={2} size="h3">
          {say("title")}
        </Title>
        <Button
          variant="default"
          leftSection={<ShieldCheck size="1em" aria-hidden />}
          onClick={() => check.start({})}
          disabled={check.running}
        >
          {say("check.button")}
        </Button>
      </Group>
      <DepotCheck check={check} />
      <Answered query={useAsk("releases", {})}>
        {(releases) =>
          releases.length > 0 ? (
            <ReleaseTable releases={releases} />
          ) : (
            <Empty Icon={PackageOpen} title={say("none")}>
              {say("noneHelp")}
              <Group justify="center" mt="md">
                <Button onClick={() => go({ screen: "journey" })}>{say("bringIn")}</Button>
              </Group>
            </Empty>
          )
        }
      </Answered>
    </Stack>
  );
}
