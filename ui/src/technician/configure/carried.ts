import type { QuestionView } from "../../backend/generated/QuestionView";
import { type Flat, isSame } from "./answers";

/** How an answer stands to that of the version before: none where there was no version before. */
export type Carried = "same" | "changed" | "new" | "refused" | "none";

/** @param isCarried whether there was a version before. */
export function carried(question: QuestionView, answer: unknown, isCarried: boolean): Carried {
  if (!isCarried || question.mark === "") return "none";
  if (question.secret) return question.kept ? (answer === undefined ? "same" : "changed") : "new";
  if (question.before !== null) return isSame(question.before, answer) ? "same" : "changed";
  // The question was there, and takes the earlier answer no more.
  return question.mark === "changed" ? "refused" : "new";
}

/** How many answers stand how. */
export function countCarried(questions: readonly QuestionView[], answers: Flat): Record<Carried, number> {
  const counts = { same: 0, changed: 0, new: 0, refused: 0, none: 0 };
  for (const question of questions) counts[carried(question, answers[question.key], true)] += 1;
  return counts;
}
