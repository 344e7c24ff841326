import { Group, Stack, TextInput, Title } from "@mantine/core";
import { useTranslations } from "use-intl";

export interface RecordProps {
  person: string;
  setPerson: (person: string) => void;
  reason: string;
  setReason: (reason: string) => void;
}

/** Who compared the key, how and why, as the log keeps it. */
export function Record({ person, setPerson, reason, setReason }: RecordProps) {
  const say = useTranslations("trust.record");
  return (
    <Stack gap="xs" component="section">
      <Title order={3} size="h5">
        {say("title")}
      </Title>
      <Group align="flex-start">
        <TextInput
          label={say("person")}
          description={say("personHelp")}
          value={person}
          onChange={(event) => setPerson(event.currentTarget.value)}
          required
          w="20rem"
        />
        <TextInput
          label={say("reason")}
          description={say("reasonHelp")}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          required
          flex={1}
          miw="20rem"
        />
      </Group>
    </Stack>
  );
}
