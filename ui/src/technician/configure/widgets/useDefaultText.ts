import { useTranslations } from "use-intl";

import type { QuestionView } from "../../../backend/generated/QuestionView";

/** What stands when nothing is answered; nothing where something is. */
export function useDefaultText(question: QuestionView, answer: unknown): string | undefined {
  const say = useTranslations("configure");
  const isEmpty = answer === undefined || answer === null || answer === "";
  if (!isEmpty || question.default === null || question.default === undefined) return undefined;
  return say("default", { value: worded(question.default) });
}

/** An answer as one line of text. */
export function worded(answer: unknown): string {
  if (Array.isArray(answer)) return answer.map(worded).join(", ");
  return typeof answer === "object" && answer !== null ? JSON.stringify(answer) : String(answer);
}
