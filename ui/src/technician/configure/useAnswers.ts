import { useMemo } from "react";

import type { FormView } from "../../backend/generated/FormView";
import { useJourney } from "../context";
import { type Flat, flatten } from "./answers";

/** The answers as they stand in the form. The journey keeps them, so leaving the screen loses none. */
export function useAnswers(form: FormView): [Flat, (answers: Flat) => void] {
  const { journey, act } = useJourney();
  const known = useMemo(() => {
    const keys = form.questions.map(({ key }) => key);
    return { ...flatten(form.answers, keys).answers, ...flatten(journey.answers ?? {}, keys).answers };
  }, [form, journey.answers]);
  return [journey.draft ?? known, (draft) => act({ kind: "drafted", draft })];
}
