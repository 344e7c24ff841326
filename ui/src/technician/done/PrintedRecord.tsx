import { Title } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { RunEnd } from "../../backend/generated/RunEnd";
import { useAsk } from "../../common/ask";
import { Facts } from "../../common/Facts";
import { useFormats } from "../../common/formats";
import type { OperationState } from "../../common/operation/state";
import type { Agreement } from "../journey";
import { outcomeOf, spanOf } from "./outcome";
import classes from "./PrintedRecord.module.css";

/** The head of the page when it is printed: what a binder needs to know that the window's frame says on the screen. */
export function PrintedRecord({ agreed, end, state }: { agreed: Agreement; end: RunEnd; state: OperationState }) {
  const say = useTranslations("done");
  const formats = useFormats();
  const { data: about } = useAsk("about", {});
  const { plan, ticket, reason, person } = agreed;
  const outcome = outcomeOf(end.outcome);
  const span = spanOf(state);
  return (
    <div className={classes.printed}>
      <Title order={2}>{say("record.title")}</Title>
      <Facts
        facts={[
          [say("record.product"), `${plan.name} (${plan.product}) ${plan.from ?? "—"} → ${plan.to ?? "—"}`],
          [say("record.outcome"), outcome ? say(`outcome.${outcome}`) : end.outcome],
          [say("record.machine"), about?.host ?? ""],
          ...(span ? [[say("record.when"), `${formats.moment(span.from)} – ${formats.moment(span.to)}`] as const] : []),
          [say("record.person"), person],
          [say("record.ticket"), ticket || "—"],
          [say("record.reason"), reason || "—"],
          [say("record.run"), end.operation],
          [say("record.plan"), plan.digest],
        ]}
      />
    </div>
  );
}
