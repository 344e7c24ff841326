import { Code, List, Stack, Text, Title } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { VerdictView } from "../../backend/generated/VerdictView";
import { useFormats } from "../../common/formats";

/** Everything that was found in a report, the gravest first. */
export function Findings({ of: { findings } }: { of: VerdictView }) {
  const say = useTranslations("audit.report");
  const { count } = useFormats();
  return (
    <Stack gap="xs">
      <Title order={3} size="h4">
        {say("findings")}
      </Title>
      {findings.length === 0 ? (
        <Text c="dimmed">{say("noFindings")}</Text>
      ) : (
        <List spacing="xs" style={{ overflowWrap: "anywhere" }}>
          {findings.map(({ code, message, record }, at) => (
            <List.Item key={at}>
              {record !== null && (
                <Text span fw={600}>
                  {say("atRecord", { number: count(record) })}:{" "}
                </Text>
              )}
              {message} <Code>{code}</Code>
            </List.Item>
          ))}
        </List>
      )}
    </Stack>
  );
}
