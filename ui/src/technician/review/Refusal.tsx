import { useTranslations } from "use-intl";

import { BackendError } from "../../backend/backend";
import { Note } from "../../common/Note";
import { Problem } from "../../common/Problem";
import { questionsOf } from "./useQuestions";

/** Why the plan that was said yes to was not begun. */
export function Refusal({ error }: { error: Error }) {
  const say = useTranslations("review.refused");
  if (error instanceof BackendError && error.explained.code === "plan-changed") {
    return (
      <div role="alert">
        <Note tone="warn" title={say("changed")}>
          {say("changedText")}
        </Note>
      </div>
    );
  }
  // The questions are shown by themselves.
  if (questionsOf(error).length > 0) return null;
  return (
    <>
      <Problem error={error} />
      <Note tone="info" title={say("notBegun")} />
    </>
  );
}
