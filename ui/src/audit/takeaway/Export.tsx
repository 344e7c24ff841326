import { Button, Checkbox, Group, Radio, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";

import type { ExportForm } from "../../backend/generated/ExportForm";
import { SaveNote } from "../../common/SaveNote";
import { useSaved } from "../../common/useSaved";

/** Writes the whole log to a file. */
export function Export() {
  const say = useTranslations("audit.takeaway");
  const [form, setForm] = useState<ExportForm>("html");
  const [redact, setRedact] = useState(false);
  const saved = useSaved("export_log", "report", `sealift-log.${form}`);
  return (
    <Stack gap="sm">
      <Title order={3} size="h4">
        {say("export")}
      </Title>
      <Text size="sm" c="dimmed">
        {say("exportText")}
      </Text>
      <Radio.Group label={say("form")} value={form} onChange={(value) => setForm(value as ExportForm)}>
        <Group mt="xs" gap="xl" align="flex-start">
          <Radio value="html" label={say("html")} description={say("htmlText")} />
          <Radio value="json" label={say("json")} description={say("jsonText")} />
        </Group>
      </Radio.Group>
      <Checkbox
        label={say("redact")}
        description={say("redactText")}
        checked={redact}
        onChange={(event) => setRedact(event.currentTarget.checked)}
      />
      <Group>
        <Button onClick={() => saved.save((to) => ({ form, redact, to }))} loading={saved.busy}>
          {say("save")}
        </Button>
      </Group>
      <SaveNote saved={saved} />
    </Stack>
  );
}
