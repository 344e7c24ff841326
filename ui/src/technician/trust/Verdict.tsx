import { useTranslations } from "use-intl";

import { Note } from "../../common/Note";

/** Whether paper and key have the same fingerprint; if not, what that means. */
export function Verdict({ matches, detail }: { matches: boolean; detail?: string }) {
  const say = useTranslations("trust.compare");
  return (
    <div role="status">
      {matches ? (
        <Note tone="good" title={say("matches")} />
      ) : (
        <Note tone="bad" title={say("differs")}>
          {detail} {say("differsText")}
        </Note>
      )}
    </div>
  );
}
