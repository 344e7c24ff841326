import { Stack, Title } from "@mantine/core";
import { useTranslations } from "use-intl";

import { ClaimFields } from "../../common/claims/ClaimFields";
import type { Claiming } from "../../common/claims/useClaims";

/** Who compared the key, how and why, as the log keeps it. */
export function Record({ claims, type, needs }: Pick<Claiming, "claims" | "type" | "needs">) {
  const say = useTranslations("trust.record");
  return (
    <Stack gap="xs" component="section" maw="44rem">
      <Title order={3} size="h5">
        {say("title")}
      </Title>
      <ClaimFields
        claims={claims}
        type={type}
        needs={needs}
        words={{
          reason: { label: say("reason"), help: say("reasonHelp") },
          person: { label: say("person"), help: say("personHelp") },
        }}
      />
    </Stack>
  );
}
