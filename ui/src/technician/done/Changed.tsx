import { Paper, Title } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { PlanView } from "../../backend/generated/PlanView";
import { Facts } from "../../common/Facts";
import { useFormats } from "../../common/formats";
import type { OperationState } from "../../common/operation/state";
import { spanOf } from "./outcome";

/** What is otherwise than before, now that it has succeeded. */
export function Changed({ plan, state, nameOf }: { plan: PlanView; state: OperationState; nameOf: (component: string) => string }) {
  const say = useTranslations("done.changed");
  const formats = useFormats();
  const { created, replaced, removed, kept } = plan.counts;
  const list = (names: readonly string[]) => (names.length > 0 ? names.join(", ") : say("none"));
  const span = spanOf(state);
  const counts = say("counts", {
    created: formats.count(created),
    replaced: formats.count(replaced),
    removed: formats.count(removed),
    kept: formats.count(kept),
  });
  return (
    <Paper withBorder p="md" component="section" aria-label={say("title")}>
      <Title order={3} size="h5" mb="xs">
        {say("title")}
      </Title>
      <Facts
        facts={[
          [say("version"), `${plan.from ?? "—"} → ${plan.to ?? "—"}`],
          [say("components"), list(plan.components.map(nameOf))],
          [say("stopped"), list(plan.stopped)],
          [say("started"), list(plan.started)],
          [say("things"), counts],
          ...(span ? [[say("took"), formats.duration(span.seconds)] as const] : []),
        ]}
      />
    </Paper>
  );
}
