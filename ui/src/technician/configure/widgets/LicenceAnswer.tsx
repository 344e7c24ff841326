import { Button, Checkbox, Group, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { WidgetProps } from "@rjsf/utils";
import { BookOpenText } from "lucide-react";
import { useTranslations } from "use-intl";

import { around, askedOf } from "./asked";
import { LicenceText } from "./LicenceText";

/** Terms to read and to accept. */
export function LicenceAnswer(props: WidgetProps) {
  const say = useTranslations("configure.licence");
  const { question } = askedOf(props);
  const [opened, { open, close }] = useDisclosure(false);
  const { label, withAsterisk: _, errorProps: __, descriptionProps: ___, ...shown } = around(props);
  return (
    <Stack gap={6}>
      <Text size="sm" fw={600}>
        {label}
      </Text>
      <Group gap="lg" align="flex-start">
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<BookOpenText size="1em" aria-hidden />}
          onClick={open}
          disabled={question.licence === null}
        >
          {say("read")}
        </Button>
        <Checkbox
          {...shown}
          label={say("accept", { title: question.title })}
          checked={props.value === true}
          onChange={({ currentTarget }) => props.onChange(currentTarget.checked)}
        />
      </Group>
      {question.licence !== null && (
        <LicenceText
          document={question.licence}
          opened={opened}
          close={close}
          accept={() => {
            props.onChange(true);
            close();
          }}
        />
      )}
    </Stack>
  );
}
