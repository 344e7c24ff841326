import { SimpleGrid, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";

import type { PlanView } from "../../backend/generated/PlanView";
import { useAsk } from "../../common/ask";
import { useClaiming } from "../../common/claims/useClaims";
import { Note } from "../../common/Note";
import { Problem } from "../../common/Problem";
import { Step } from "../../common/Step";
import { useJourney } from "../context";
import { changeOf, type Subject } from "../journey";
import { useBack } from "../useBack";
import { Cautions } from "./Cautions";
import { ForTheRecord } from "./ForTheRecord";
import { HowChoices } from "./HowChoices";
import { deedOf, lasting } from "./plan";
import { PlanDetails } from "./PlanDetails";
import { PolicyQuestions } from "./PolicyQuestions";
import { Refusal } from "./Refusal";
import { Summary } from "./Summary";
import { Sure } from "./Sure";
import { usePlan } from "./usePlan";
import { questionsOf, useMet, useQuestions } from "./useQuestions";

/** What will be done, before anybody says yes to it. */
export function Review() {
  const { journey } = useJourney();
  return journey.subject && <Reviewed subject={journey.subject} />;
}

function Reviewed({ subject }: { subject: Subject }) {
  const say = useTranslations("review");
  const lacking = useTranslations("claims.lack");
  const { journey, act } = useJourney();
  const policy = useQuestions();
  const change = { ...changeOf(journey, subject), accepted: [...policy.accepted] };
  const { plan, busy, error, replanned, again } = usePlan(change);
  useMet(error, policy.meet);
  useMet(journey.refused, policy.meet);
  const record = useClaiming(["person"], journey.claims, (claims) => act({ kind: "claims", claims }));
  const version = plan ? (plan.to ?? plan.from) : subject.version;
  const release = useAsk("release", { product: subject.product, version }, { enabled: version !== null });
  const components = release.data?.components ?? [];
  const [sure, ask] = useState(false);

  const deed = plan && deedOf(plan, change);
  const agree = (plan: PlanView) => {
    record.remember();
    const agreement = { id: crypto.randomUUID(), plan, change, ...record.claims };
    act({ kind: "agreed", agreement });
  };
  const isGrave = plan !== undefined && (plan.irreversible || lasting(plan.steps).length > 0 || change.want === "uninstall" || change.want === "purge");
  const isOpen = policy.questions.some(({ code }) => !policy.accepted.includes(code));
  const hindered = busy
    ? say("planning")
    : isOpen
      ? say("hindered.questions")
      : !plan
        ? say("inTheWay")
        : record.lack && lacking(record.lack);
  return (
    <Step
      title={say("title")}
      intro={say("intro")}
      back={useBack()}
      next={{
        label: say(`go.${deed ?? "install"}`),
        go: () => (isGrave ? ask(true) : plan && agree(plan)),
        hindered,
        // Whoever goes on with one Enter after another has not read the plan.
        by: "ctrl-enter",
      }}
    >
      <Stack>
        {journey.refused && <Refusal error={journey.refused} />}
        {replanned && <Note tone="warn" title={say("replanned")} />}
        {error && questionsOf(error).length === 0 && <Problem error={error} again={again} />}
        <PolicyQuestions {...policy} />
        {plan && deed && (
          <>
            <Summary plan={plan} deed={deed} />
            <Cautions plan={plan} deed={deed} />
          </>
        )}
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          <ForTheRecord claims={record.claims} type={record.type} needs={record.needs} />
          <HowChoices
            components={journey.want === "install" ? components : []}
            plan={plan}
            canStage={journey.want === "install" && plan?.operation !== "activate-staged"}
          />
        </SimpleGrid>
        {plan && <PlanDetails plan={plan} nameOf={(id) => components.find((one) => one.id === id)?.name ?? id} />}
      </Stack>
      {sure && plan && deed && <Sure plan={plan} deed={deed} onSure={() => agree(plan)} onClose={() => ask(false)} />}
    </Step>
  );
}
