import { Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { CheckView } from "../../backend/generated/CheckView";
import { Note } from "../../common/Note";
import type { Subject } from "../journey";
import { byWeight } from "./findings";

/** Whether it can be installed, in one sentence, and what that means. */
export function Verdict({ check, subject }: { check: CheckView; subject: Subject }) {
  const say = useTranslations("compatibility");
  const { stops, advice } = byWeight(check.findings);
  const host = check.host ?? say("unnamed");
  const names = { name: subject.name, version: subject.version ?? "" };
  const sentence = check.here
    ? check.compatible
      ? say("verdict.fits", names)
      : say("verdict.stopped", { ...names, count: stops.length })
    : check.compatible
      ? say("verdict.fitsThere", { ...names, host })
      : say("verdict.stoppedThere", { ...names, host, count: stops.length });
  return (
    <div role="status">
      <Note tone={check.compatible ? "good" : "bad"} title={sentence}>
        <Text size="sm">{check.compatible ? say("verdict.advice", { count: advice.length }) : say("verdict.mend")}</Text>
        {!check.here && <Text size="sm">{say("verdict.there")}</Text>}
      </Note>
    </div>
  );
}
