import { List, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { RunEnd } from "../../backend/generated/RunEnd";
import type { Trouble } from "../../backend/generated/Trouble";
import { Note } from "../../common/Note";
import { Problem } from "../../common/Problem";
import { Words } from "../../common/Words";

export interface AftermathProps {
  end: RunEnd;
  /** What made everything be taken back, where something did. */
  why: Trouble | null;
  warnings: readonly Trouble[];
}

/** What there is to do afterwards: why it failed, what is left, what to look at, a restart. */
export function Aftermath({ end, why, warnings }: AftermathProps) {
  const say = useTranslations("done");
  // That somebody stopped it is said already.
  const failure = end.outcome === "cancelled" ? null : end.failure;
  return (
    <>
      {failure && <Problem error={why ? { ...failure, ...why } : failure} />}
      {end.left.length > 0 && (
        <Note tone="bad" title={say("left")}>
          <List size="sm">
            {end.left.map((line) => (
              <List.Item key={line} style={{ overflowWrap: "anywhere" }}>
                {line}
              </List.Item>
            ))}
          </List>
          <Text size="sm" mt="xs">
            {say("leftText")}
          </Text>
        </Note>
      )}
      {end.reboot && (
        <Note tone="warn" title={say("reboot")}>
          {say("rebootText")}
        </Note>
      )}
      {warnings.length > 0 && (
        <Note tone="warn" title={say("warnings")}>
          <List size="sm">
            {warnings.map(({ code, message, remedy }, at) => (
              <List.Item key={`${code} ${at}`}>
                <Words>{[message, remedy].filter(Boolean).join(" ")}</Words>
              </List.Item>
            ))}
          </List>
        </Note>
      )}
      <Recovered runs={end.recovered} />
    </>
  );
}

const KNOWN = ["succeeded", "rolled-back", "failed-partially"] as const;

function Recovered({ runs }: { runs: RunEnd["recovered"] }) {
  const say = useTranslations("done.recovered");
  if (runs.length === 0) return null;
  return (
    <Note tone="info" title={say("title")}>
      <List size="sm">
        {runs.map(({ operation, what, product, outcome }) => (
          <List.Item key={operation}>
            {say("run", { what, product, outcome: say(`outcome.${KNOWN.find((word) => word === outcome) ?? "other"}`, { outcome }) })}
          </List.Item>
        ))}
      </List>
    </Note>
  );
}
