import { CircleCheck } from "lucide-react";
import { useTranslations } from "use-intl";

import { Answered } from "../../common/Answered";
import { useAsk } from "../../common/ask";
import { Empty } from "../../common/Empty";
import { Step } from "../../common/Step";
import { useJourney } from "../context";
import type { Subject } from "../journey";
import { useBack } from "../useBack";
import { FormSubjectProvider } from "./form/context";
import { Questions } from "./Questions";

/** What the release asks, with the answers that are known. */
export function Configure() {
  const { journey } = useJourney();
  return journey.subject && <Asking subject={journey.subject} />;
}

function Asking({ subject: { product, name, version } }: { subject: Subject }) {
  const form = useAsk("form", { product, version });
  if (form.data?.questions.length === 0) return <Nothing />;
  if (!form.data) return <Waiting form={form} />;
  const { carriedFrom } = form.data;
  return (
    <FormSubjectProvider value={{ product, version: version ?? "", carriedFrom }}>
      <Questions form={form.data} name={name} />
    </FormSubjectProvider>
  );
}

function Waiting({ form }: { form: ReturnType<typeof useAsk<"form">> }) {
  const say = useTranslations("configure");
  return (
    <Step title={say("title")} back={useBack()}>
      <Answered query={form}>{() => null}</Answered>
    </Step>
  );
}

function Nothing() {
  const say = useTranslations("configure");
  const { act } = useJourney();
  return (
    <Step title={say("title")} back={useBack()} next={{ go: () => act({ kind: "answered", answers: null }) }}>
      <Empty Icon={CircleCheck} title={say("none")}>
        {say("noneHelp")}
      </Empty>
    </Step>
  );
}
