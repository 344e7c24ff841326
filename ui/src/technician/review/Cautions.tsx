import { List, Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { PlanView } from "../../backend/generated/PlanView";
import { Note } from "../../common/Note";
import { Words } from "../../common/Words";
import { type Deed, lasting } from "./plan";

/** What to know before saying yes, the gravest first. */
export function Cautions({ plan, deed }: { plan: PlanView; deed: Deed }) {
  const say = useTranslations("review");
  const steps = lasting(plan.steps);
  return (
    <Stack gap="sm">
      {deed === "purge" && (
        <Note tone="bad" title={say("purge")}>
          {say("purgeText")}
        </Note>
      )}
      {steps.length > 0 ? (
        <Note tone="bad" title={say("irreversible", { count: steps.length })}>
          <Text size="sm">{say("irreversibleText")}</Text>
          <List size="sm">
            {steps.map((step) => (
              <List.Item key={step.number}>
                {step.number}. {step.title} {step.object && <Text span inherit c="dimmed">{`(${step.object})`}</Text>}
              </List.Item>
            ))}
          </List>
        </Note>
      ) : (
        deed !== "purge" && (
          <Note tone="good" title={say("allUndone")}>
            {say("allUndoneText")}
          </Note>
        )
      )}
      {plan.reboot && (
        <Note tone="warn" title={say("reboot")}>
          {say("rebootText")}
        </Note>
      )}
      {plan.warnings.length > 0 && (
        <Note tone="warn" title={say("warnings")}>
          <List size="sm">
            {plan.warnings.map(({ code, message }, at) => (
              <List.Item key={`${code} ${at}`} style={{ overflowWrap: "anywhere" }}>
                <Words>{message}</Words>
              </List.Item>
            ))}
          </List>
        </Note>
      )}
    </Stack>
  );
}
