import { Group, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { Signer } from "../../backend/generated/Signer";
import { useFormats } from "../../common/formats";
import { StateBadge, type Tone } from "../../common/StateBadge";
import { useScope } from "../trust/useScope";

const TONES = { valid: "good", "unknown-key": "warn", bad: "bad", "out-of-scope": "bad", revoked: "bad" } as const satisfies Record<string, Tone>;

/** A signature: how it stands, whose it is, and who said to trust them. */
export function SignerLine({ signer }: { signer: Signer }) {
  const say = useTranslations("verify");
  const formats = useFormats();
  const scope = useScope();
  const { state, trusted, fingerprint } = signer;
  const known = isKnown(state) ? state : null;
  return (
    <Group align="flex-start" wrap="nowrap" gap="sm">
      <StateBadge tone={known ? TONES[known] : "bad"}>{known ? say(`signer.${known}`) : state}</StateBadge>
      <div style={{ minWidth: 0 }}>
        <Text size="sm" ff="monospace" style={{ overflowWrap: "anywhere" }}>
          {trusted?.grouped ?? fingerprint}
        </Text>
        {trusted && (
          <Text size="sm" c="dimmed">
            {scope(trusted.products)}
            {trusted.addedAt && ` · ${say("since", { day: formats.day(trusted.addedAt), person: trusted.addedBy ?? "" })}`}
          </Text>
        )}
      </div>
    </Group>
  );
}

function isKnown(state: string): state is keyof typeof TONES {
  return state in TONES;
}
