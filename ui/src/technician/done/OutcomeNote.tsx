import { Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { RunEnd } from "../../backend/generated/RunEnd";
import { Note } from "../../common/Note";
import type { Agreement } from "../journey";
import { deedOf } from "../review/plan";
import { outcomeOf, toneOf } from "./outcome";

/** How it ended, in plain words, and which version is active now. */
export function OutcomeNote({ end, agreed: { plan, change } }: { end: RunEnd; agreed: Agreement }) {
  const say = useTranslations("done");
  const outcome = outcomeOf(end.outcome);
  const names = { name: plan.name, from: plan.from ?? "", to: plan.to ?? "" };
  const text = end.success
    ? say(`success.${deedOf(plan, change)}`, names)
    : outcome !== undefined && outcome in UNSUCCESSFUL
      ? say(`text.${outcome as keyof typeof UNSUCCESSFUL}`)
      : "";
  return (
    <div role="status">
      <Note tone={toneOf(outcome)} title={outcome ? say(`outcome.${outcome}`) : say("outcome.unknown", { outcome: end.outcome })}>
        {text && (
          <Text>
            {text} {outcome === "succeeded" && say("allWell")}
          </Text>
        )}
        <Text size="sm">
          {say("active")}: <b>{end.active === null ? say("nothingActive") : `${plan.name} ${end.active}`}</b>
        </Text>
      </Note>
    </div>
  );
}

const UNSUCCESSFUL = { "rolled-back": 0, "failed-partially": 0, cancelled: 0, refused: 0 };
