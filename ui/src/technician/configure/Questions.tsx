import { Stack } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslations } from "use-intl";

import type { FormView } from "../../backend/generated/FormView";
import { Problem } from "../../common/Problem";
import { Step } from "../../common/Step";
import { useJourney } from "../context";
import { useBack } from "../useBack";
import { AnswerFiles } from "./AnswerFiles";
import { byQuestion, type Flat } from "./answers";
import { CarriedSummary } from "./CarriedSummary";
import { useSubject } from "./form/context";
import { inputId } from "./form/inputId";
import { LazyAnswersForm } from "./form/LazyAnswersForm";
import { OpenProblems } from "./OpenProblems";
import { useAnswers } from "./useAnswers";
import { useJudgement } from "./useJudgement";

/** The questions to fill in. What is wrong is told at a question once it was left, and all of it on going on. */
export function Questions({ form, name }: { form: FormView; name: string }) {
  const say = useTranslations("configure");
  const { product, version } = useSubject();
  const { act } = useJourney();
  const [answers, change] = useAnswers(form);
  const judging = useJudgement(product, version, answers);
  const [left, leave] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Error | null>(null);

  const view = judging.judgement?.view;
  const asked = useMemo(() => view?.asked ?? [], [view]);
  const found = useMemo(
    () => byQuestion(view?.problems ?? [], (number, message) => say("item", { number: `${number}`, message })),
    [view, say],
  );
  const shown = useMemo(
    () => (tried ? found : Object.fromEntries(Object.entries(found).filter(([key]) => left.has(key)))),
    [found, tried, left],
  );
  const elsewhere = (view?.problems ?? []).filter(({ field }) => !asked.includes(field.replace(/\[\d+\]$/, "")));

  const goToFirst = (keys: readonly string[] = asked.filter((key) => found[key])) => {
    const [first] = keys;
    if (first !== undefined) document.getElementById(inputId(first))?.focus();
  };
  const goOn = async () => {
    const { view, standing } = await judging.now();
    if (view.problems.length === 0 && view.sha256 !== null) {
      const given = form.questions.filter(({ key, secret }) => secret && answers[key] !== undefined);
      act({ kind: "answered", answers: standing, secrets: given.map(({ key }) => key) });
      return;
    }
    setTried(true);
    const wrong = new Set(Object.keys(byQuestion(view.problems, (_, message) => message)));
    goToFirst(view.asked.filter((key) => wrong.has(key)));
  };
  const next = () => {
    setBusy(true);
    setFailure(null);
    goOn()
      .catch((error: unknown) => setFailure(error instanceof Error ? error : new Error(String(error))))
      .finally(() => setBusy(false));
  };
  const load = (loaded: Flat) => {
    change({ ...answers, ...loaded });
    setTried(true);
  };
  const problem = failure ?? judging.error;
  const count = Object.keys(found).length;
  return (
    <Step title={say("title")} intro={say("intro", { name, version })} back={useBack()} next={{ go: next, busy }}>
      <Stack>
        <AnswerFiles
          keys={form.questions.map(({ key }) => key)}
          standing={async () => (await judging.now()).standing}
          load={load}
        />
        {form.carriedFrom !== null && (
          <CarriedSummary
            from={form.carriedFrom}
            questions={form.questions.filter(({ key }) => asked.includes(key))}
            answers={answers}
          />
        )}
        {problem && <Problem error={problem} />}
        {tried && count > 0 && <OpenProblems count={count} elsewhere={elsewhere} goToFirst={() => goToFirst()} />}
        {view && (
          <LazyAnswersForm
            form={form}
            asked={asked}
            answers={answers}
            problems={shown}
            onChange={change}
            onLeave={(key) => leave((left) => new Set([...left, key]))}
          />
        )}
      </Stack>
    </Step>
  );
}
