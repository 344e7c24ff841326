import { Alert, Button, Code, Group, List, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";

import { BackendError } from "../backend/backend";
import type { Explained } from "../backend/generated/Explained";
import { CopyButton } from "./CopyButton";
import { Words } from "./Words";

/** What any error says: its own explanation, or, of one that nobody foresaw, what the machine said. */
export function explain(error: Error, unforeseen: string, remedy: string): Explained {
  if (error instanceof BackendError) return error.explained;
  return { code: "window", message: unforeseen, detail: error.message, lines: [], questions: [], remedy, exit: 1 };
}

export interface ProblemProps {
  error: Error | Explained;
  /** Tries again, where that can help. */
  again?: () => void;
  /** Further buttons. */
  children?: ReactNode;
}

/** What is wrong and what to do, in plain words; the exact finding and the code for whoever asks. */
export function Problem({ error, again, children }: ProblemProps) {
  const say = useTranslations("common.problem");
  const [open, { toggle }] = useDisclosure(false);
  const told = error instanceof Error ? explain(error, say("unforeseen"), say("unforeseenRemedy")) : error;
  const hasDetail = told.detail !== "" || told.lines.length > 0;
  return (
    <Alert color="red" role="alert" icon={<CircleAlert aria-hidden />} title={<Words>{told.message}</Words>}>
      <Stack gap="xs">
        {told.remedy && (
          <Text size="sm">
            <Words>{told.remedy}</Words>
          </Text>
        )}
        <Group gap="xs">
          {again && (
            <Button size="compact-sm" onClick={again}>
              {say("again")}
            </Button>
          )}
          {children}
          {hasDetail && (
            <Button size="compact-sm" variant="default" onClick={toggle} aria-expanded={open}>
              {open ? say("less") : say("more")}
            </Button>
          )}
          <CopyButton text={asText(told)} />
          <Code ml="auto">{told.code}</Code>
        </Group>
        {open && (
          <Stack gap={4} style={{ overflowWrap: "anywhere" }}>
            {told.detail && <Text size="sm">{told.detail}</Text>}
            {told.lines.length > 0 && (
              <List size="sm">
                {told.lines.map((line, at) => (
                  <List.Item key={at}>{line}</List.Item>
                ))}
              </List>
            )}
          </Stack>
        )}
      </Stack>
    </Alert>
  );
}

function asText(told: Explained): string {
  return [told.message, told.remedy, told.detail, ...told.lines, told.code].filter((line) => line !== "").join("\n");
}
