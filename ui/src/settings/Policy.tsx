import { Stack, Table, Text, Title } from "@mantine/core";
import { useTranslations } from "use-intl";

import { Answered } from "../common/Answered";
import { useAsk } from "../common/ask";

/** The facility's rules. They are shown here and changed only by an administrator, in their file. */
export function Policy() {
  const say = useTranslations("settings.policy");
  return (
    <Stack gap="xs">
      <Title order={3} size="h4">
        {say("title")}
      </Title>
      <Answered query={useAsk("policy", {})}>
        {({ file, rules }) => (
          <>
            <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
              {say("file", { file })}
            </Text>
            <Table aria-label={say("title")}>
              <Table.Tbody>
                {rules.map((rule) => (
                  <Table.Tr key={rule.name}>
                    <Table.Th scope="row" fw={400}>
                      {rule.name}
                    </Table.Th>
                    <Table.Td>{rule.value}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </>
        )}
      </Answered>
    </Stack>
  );
}
