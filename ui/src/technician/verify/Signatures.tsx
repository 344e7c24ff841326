import { Stack } from "@mantine/core";
import { useTranslations } from "use-intl";

import { Answered } from "../../common/Answered";
import { useAsk } from "../../common/ask";
import type { Watched } from "../../common/operation/useOperation";
import { Problem } from "../../common/Problem";
import { Step } from "../../common/Step";
import { useJourney } from "../context";
import { useBack } from "../useBack";
import { admitted } from "./outcome";
import { PackageSignatures } from "./PackageSignatures";
import type { Wanted } from "./Verify";

export interface SignaturesProps {
  importing: Watched<"import">;
  compare: (wanted: Wanted) => void;
}

/** Who signed each release that the volumes belong to, before a byte of its contents is read. */
export function Signatures({ importing, compare }: SignaturesProps) {
  const say = useTranslations("verify");
  const { journey } = useJourney();
  const back = useBack();
  const look = useAsk("look", { volumes: [...journey.volumes] });
  const volumes = look.data ? admitted(look.data) : [];
  const word = look.isError ? "unread" : look.data ? "nothingTrusted" : "looking";
  return (
    <Step
      title={say("title")}
      intro={say("intro")}
      back={back}
      next={{
        label: say("import"),
        go: () => importing.start({ volumes }),
        hindered: volumes.length === 0 || look.isError ? say(word) : undefined,
      }}
    >
      <Answered query={look}>
        {({ packages, refused }) => (
          <Stack>
            {look.isError && <Problem error={look.error} />}
            {packages.map((seen) => (
              <PackageSignatures key={seen.found.manifest} seen={seen} compare={compare} />
            ))}
            {refused.map(({ file, reason }) => (
              <Problem key={file.id} error={{ ...reason, lines: [file.place, ...reason.lines] }} />
            ))}
          </Stack>
        )}
      </Answered>
    </Step>
  );
}
