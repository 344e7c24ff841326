import { Accordion, Button, Group, Stack, Text } from "@mantine/core";
import { Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";

import { StateBadge } from "../../common/StateBadge";
import { useBench } from "../bench/context";
import { problemsAt } from "../form/model";

export interface EntryProps {
  /** The way to it in the description, which also tells it apart. */
  path: readonly string[];
  title: string;
  detail?: string;
  /** Further buttons. */
  more?: ReactNode;
  children: ReactNode;
}

/** One of a list's entries: closed it says what it is and whether something is wrong, open it can be changed. */
export function Entry({ path, title, detail, more, children }: EntryProps) {
  const say = useTranslations("vendor.entry");
  const { opened, bench } = useBench();
  const wrong = problemsAt(opened?.view.problems ?? [], path).length;
  return (
    <Accordion.Item value={path.join("/")}>
      <Accordion.Control>
        <Group gap="sm">
          <Text fw={600} style={{ overflowWrap: "anywhere" }}>
            {title}
          </Text>
          {detail && (
            <Text size="sm" c="dimmed">
              {detail}
            </Text>
          )}
          {wrong > 0 && <StateBadge tone="bad">{say("wrong", { count: wrong })}</StateBadge>}
        </Group>
      </Accordion.Control>
      <Accordion.Panel>
        <Stack gap="sm">
          {children}
          <Group>
            {more}
            <Button
              variant="default"
              size="compact-sm"
              leftSection={<Trash2 size="1em" aria-hidden />}
              onClick={() => void bench.edit(path, null)}
            >
              {say("remove")}
            </Button>
          </Group>
        </Stack>
      </Accordion.Panel>
    </Accordion.Item>
  );
}
