import { Stack } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { Pick } from "../../backend/generated/Pick";
import { Note } from "../../common/Note";
import { Problem } from "../../common/Problem";
import { Step } from "../../common/Step";
import { Compare } from "./Compare";
import { KeyFile } from "./KeyFile";
import { Record } from "./Record";
import { Scope } from "./Scope";
import { useDecision } from "./useDecision";
import { useTrusting } from "./useTrusting";

export interface TrustKeyProps {
  /** Public key files to choose from, such as those on the drives. */
  keys: readonly Pick[];
  /** The key that is looked for, and the product that it signed. */
  wanted?: { fingerprint: string; product: string };
  onEnd: () => void;
}

/** Whether to trust a key: which it is, compared with paper, for what, and by whom. */
export function TrustKey({ keys, wanted, onEnd }: TrustKeyProps) {
  const say = useTranslations("trust");
  const decision = useDecision({ keys, product: wanted?.product ?? null });
  const { key, choice, record } = decision;
  const { trust, busy, error, trusted } = useTrusting(record.remember);
  if (trusted) {
    return (
      <Step title={say("done")} next={{ go: onEnd }}>
        <Note tone="good" title={trusted.grouped}>
          {say("doneText", { person: record.claims.person })}
        </Note>
      </Step>
    );
  }
  const { request } = decision;
  return (
    <Step
      title={say("title")}
      intro={say("intro")}
      back={{ label: say("back"), go: onEnd }}
      next={{
        label: say("trust"),
        go: () => request && trust(request),
        hindered: decision.hindered ? say(decision.hindered) : undefined,
        busy,
      }}
    >
      <Stack gap="lg">
        <KeyFile keys={keys} wanted={wanted?.fingerprint} chosen={choice} choose={decision.choose} read={decision.read} />
        {key && (
          <>
            <Compare key={key.fingerprint} of={key} entered={decision.enter} />
            <Scope product={wanted?.product ?? null} scope={decision.scope} change={decision.changeScope} />
            <Record claims={record.claims} type={record.type} needs={record.needs} />
          </>
        )}
        {error && <Problem error={error} />}
      </Stack>
    </Step>
  );
}
