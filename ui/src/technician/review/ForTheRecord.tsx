import { Paper, Stack, Title } from "@mantine/core";
import { useTranslations } from "use-intl";

import { ClaimFields, type ClaimFieldsProps } from "../../common/claims/ClaimFields";

/** Who, why and under which ticket, as the audit log will have it. */
export function ForTheRecord(fields: ClaimFieldsProps) {
  const say = useTranslations("claims");
  return (
    <Paper withBorder p="md" component="section" aria-label={say("title")}>
      <Stack gap="sm">
        <Title order={3} size="h5">
          {say("title")}
        </Title>
        <ClaimFields {...fields} />
      </Stack>
    </Paper>
  );
}
