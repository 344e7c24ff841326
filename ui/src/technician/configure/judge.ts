import type { AnswersView } from "../../backend/generated/AnswersView";
import { type Flat, isSame, nest, type Nested, only } from "./answers";

/** Answers that the program has judged. */
export interface Judgement {
  view: AnswersView;
  /** The answers that were judged: those to questions that are asked. */
  standing: Nested;
}

/** Questions that bring up others do so in a chain, which no form makes longer than this. */
const MOST_ROUNDS = 12;

/**
 * Judges answers. Those to questions that are not asked (any more) are kept in the form, in case they are asked again,
 * but are no part of what is judged.
 */
export async function judged(judge: (answers: Nested) => Promise<AnswersView>, answers: Flat): Promise<Judgement> {
  let given = only(answers, Object.keys(answers));
  for (let round = 1; ; round++) {
    const standing = nest(given);
    const view = await judge(standing);
    const asked = only(answers, view.asked);
    if (isSame(sorted(asked), sorted(given)) || round === MOST_ROUNDS) return { view, standing };
    given = asked;
  }
}

function sorted(answers: Flat) {
  return Object.entries(answers).sort(([one], [other]) => one.localeCompare(other));
}
