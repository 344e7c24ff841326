import { Button, Stack, Title } from "@mantine/core";
import { PackageOpen } from "lucide-react";
import { useTranslations } from "use-intl";

import { Answered } from "../common/Answered";
import { useAsk } from "../common/ask";
import { Empty } from "../common/Empty";
import { useRoute } from "../shell/route";
import { ReleaseTable } from "./ReleaseTable";

/** The releases in the depot, or why they cannot be shown. */
export function Releases() {
  const say = useTranslations("releases");
  const { go } = useRoute();
  return (
    <Stack>
      <Title order={2} size="h3">
        {say("title")}
      </Title>
      <Answered query={useAsk("releases", {})}>
        {(releases) =>
          releases.length > 0 ? (
            <ReleaseTable releases={releases} />
          ) : (
            <Empty Icon={PackageOpen} title={say("none")}>
              {say("noneHelp")}
              <Button mt="md" onClick={() => go({ screen: "journey" })}>
                {say("bringIn")}
              </Button>
            </Empty>
          )
        }
      </Answered>
    </Stack>
  );
}
