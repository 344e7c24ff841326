import { useMemo, useState } from "react";

import type { FormView } from "../../backend/generated/FormView";
import { type Flat, flatten } from "../../technician/configure/answers";

/** Answers to try a form with: its defaults until somebody gives others, or the form becomes another. */
export function useTriedAnswers(form: FormView | null): [Flat, (answers: Flat) => void] {
  const asked = useMemo(() => JSON.stringify(form), [form]);
  const defaults = useMemo(() => (form ? flatten(form.answers, form.questions.map(({ key }) => key)).answers : {}), [asked]);
  const [given, give] = useState<{ asked: string; answers: Flat } | null>(null);
  const answers = given?.asked === asked ? given.answers : defaults;
  return [answers, (answers) => give({ asked, answers })];
}
