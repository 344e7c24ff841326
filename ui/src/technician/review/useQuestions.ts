import { useEffect, useState } from "react";

import { BackendError } from "../../backend/backend";
import type { PolicyQuestion } from "../../backend/generated/PolicyQuestion";
import { gathered } from "./plan";

export interface Questions {
  /** All that came up, whether accepted or not. */
  questions: readonly PolicyQuestion[];
  accepted: readonly string[];
  accept(code: string, isAccepted: boolean): void;
}

/** The questions of the facility's policy, as they come up. They are accepted anew whenever the plan is looked at anew. */
export function useQuestions(): Questions & { meet(error: Error | null): void } {
  const [questions, setQuestions] = useState<readonly PolicyQuestion[]>([]);
  const [accepted, setAccepted] = useState<readonly string[]>([]);
  return {
    questions,
    accepted,
    accept: (code, isAccepted) =>
      setAccepted((accepted) => (isAccepted ? [...accepted, code] : accepted.filter((one) => one !== code))),
    meet: (error) => setQuestions((known) => gathered(known, questionsOf(error))),
  };
}

export function questionsOf(error: Error | null): readonly PolicyQuestion[] {
  return error instanceof BackendError ? error.explained.questions : [];
}

/** Gathers the questions that an error brings up. */
export function useMet(error: Error | null, meet: (error: Error | null) => void) {
  // `meet` is made anew with each drawing and only adds what is new.
  useEffect(() => meet(error), [error]);
}
