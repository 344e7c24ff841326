import { Button, Paper, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { Printer } from "lucide-react";
import { useTranslations } from "use-intl";

import { Checkpoint } from "../../audit/takeaway/Checkpoint";
import { Export } from "../../audit/takeaway/Export";
import { useAskOnce } from "../../common/ask";
import { Problem } from "../../common/Problem";

/** What to take away from the machine: the report, this page on paper, the checkpoint. */
export function Keep() {
  const say = useTranslations("done.keep");
  const print = useAskOnce("print");
  return (
    <Stack component="section" aria-label={say("title")} gap="sm">
      <Title order={3} size="h5" className="no-print">
        {say("title")}
      </Title>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Paper withBorder p="md" className="no-print">
          <Stack>
            <Export />
            <Stack gap={4} align="flex-start">
              <Button
                variant="default"
                leftSection={<Printer size="1em" aria-hidden />}
                onClick={() => print.mutate({})}
                loading={print.isPending}
              >
                {say("print")}
              </Button>
              <Text size="sm" c="dimmed">
                {say("printText")}
              </Text>
              {print.error && <Problem error={print.error} />}
            </Stack>
          </Stack>
        </Paper>
        <Paper withBorder p="md">
          <Checkpoint />
        </Paper>
      </SimpleGrid>
    </Stack>
  );
}
