import { Radio, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";

import type { Imported } from "../../backend/generated/Imported";
import { useAsk } from "../../common/ask";
import { Note } from "../../common/Note";
import type { Watched } from "../../common/operation/useOperation";
import { Problem } from "../../common/Problem";
import { Step } from "../../common/Step";
import { useJourney } from "../context";
import type { Subject } from "../journey";
import { ImportedVolumes } from "./ImportedVolumes";
import { completed, wordOf } from "./outcome";
import { useLackingText } from "./useLackingText";

/** What came of the import: verified and complete, or what is wrong and what to do. */
export function ImportResult({ importing }: { importing: Watched<"import"> }) {
  const say = useTranslations("verify.result");
  const { journey, act } = useJourney();
  const look = useAsk("look", { volumes: [...journey.volumes] });
  const { answer, error, forget } = importing;
  const word = answer ? wordOf(answer) : "failed";
  const subjects = answer ? completed(answer.volumes, look.data?.packages.map((seen) => seen.found) ?? []) : [];
  const [chosen, choose] = useState(0);
  const subject = subjects[chosen] ?? subjects[0];

  const again = () => {
    forget();
    act({ kind: "show", step: "verify" });
  };
  const more = () => {
    forget();
    act({ kind: "chosen", volumes: [] });
  };
  const goOn = (subject: Subject) => {
    forget();
    act({ kind: "brought-in", subject });
  };
  return (
    <Step
      title={say(TITLES[word])}
      intro={say("intro")}
      back={subject && { label: say("more"), go: more }}
      next={subject ? { label: say("next"), go: () => goOn(subject) } : { label: say("more"), go: more }}
    >
      <Stack>
        {error && <Problem error={error} again={again} />}
        {answer?.failure && <Problem error={answer.failure} again={again} />}
        {answer && word === "good" && (
          <Note tone="good" title={say("good")}>
            {say("goodText")}
          </Note>
        )}
        {answer && word === "incomplete" && <Incomplete answer={answer} />}
        {answer && answer.volumes.length > 0 && <ImportedVolumes volumes={answer.volumes} />}
        {subjects.length > 1 && (
          <Radio.Group label={say("which")} value={`${chosen}`} onChange={(at) => choose(Number(at))} name="subject">
            <Stack gap="xs" mt="xs">
              {subjects.map(({ name, version }, at) => (
                <Radio key={`${name} ${version}`} value={`${at}`} label={`${name} ${version}`} />
              ))}
            </Stack>
          </Radio.Group>
        )}
      </Stack>
    </Step>
  );
}

const TITLES = { good: "title", incomplete: "incompleteTitle", failed: "failedTitle" } as const;

function Incomplete({ answer }: { answer: Imported }) {
  const say = useTranslations("verify.result");
  const { journey } = useJourney();
  const look = useAsk("look", { volumes: [...journey.volumes] });
  const what = useLackingText(look.data?.packages.map((seen) => seen.found) ?? [], answer.volumes);
  return (
    <Note tone="warn" title={say("incomplete")}>
      {say("incompleteText", { what })}
    </Note>
  );
}
