import { Paper, Tabs } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { PlanView } from "../../backend/generated/PlanView";
import { ChangeNotes } from "../../common/ChangeNotes";
import { RoomTable } from "./RoomTable";
import { Services } from "./Services";
import { StepTable } from "./StepTable";

/** The plan itself: its steps, the services, the room, what is new. */
export function PlanDetails({ plan, nameOf }: { plan: PlanView; nameOf: (component: string) => string }) {
  const say = useTranslations("review.tabs");
  return (
    <Paper withBorder p="md">
      <Tabs defaultValue="steps" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="steps">{say("steps", { count: `${plan.steps.length}` })}</Tabs.Tab>
          <Tabs.Tab value="services">{say("services")}</Tabs.Tab>
          <Tabs.Tab value="room">{say("room")}</Tabs.Tab>
          {plan.to !== null && <Tabs.Tab value="changes">{say("changes")}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="steps">
          <StepTable steps={plan.steps} nameOf={nameOf} />
        </Tabs.Panel>
        <Tabs.Panel value="services">
          <Services stopped={plan.stopped} started={plan.started} />
        </Tabs.Panel>
        <Tabs.Panel value="room">
          <RoomTable room={plan.room} />
        </Tabs.Panel>
        <Tabs.Panel value="changes">
          <ChangeNotes notes={plan.changes} />
        </Tabs.Panel>
      </Tabs>
    </Paper>
  );
}
