import { Paper, Stack, Textarea, TextInput, Title } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { PlanView } from "../../backend/generated/PlanView";
import { useJourney } from "../context";
import type { Claims } from "../journey";

/** Who, why and under which ticket, as the audit log will have it. */
export function ForTheRecord({ plan, claims }: { plan: PlanView | undefined; claims: Claims & { person: string } }) {
  const say = useTranslations("review.claims");
  const { act } = useJourney();
  const set = (claims: Partial<Claims>) => act({ kind: "claims", claims });
  return (
    <Paper withBorder p="md" component="section" aria-label={say("title")}>
      <Stack gap="sm">
        <Title order={3} size="h5">
          {say("title")}
        </Title>
        <TextInput
          label={say("ticket")}
          withAsterisk={plan?.ticketNeeded ?? false}
          value={claims.ticket}
          onChange={({ currentTarget }) => set({ ticket: currentTarget.value })}
          maxLength={200}
          autoComplete="off"
        />
        <Textarea
          label={say("reason")}
          withAsterisk={plan?.reasonNeeded ?? false}
          value={claims.reason}
          onChange={({ currentTarget }) => set({ reason: currentTarget.value })}
          maxLength={1000}
          rows={2}
        />
        <TextInput
          label={say("person")}
          description={say("personText")}
          descriptionProps={{ size: "sm" }}
          withAsterisk
          value={claims.person}
          onChange={({ currentTarget }) => set({ person: currentTarget.value })}
          maxLength={200}
          autoComplete="off"
        />
      </Stack>
    </Paper>
  );
}
