import { Button, Collapse, Group, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { ListFilter, Search, X } from "lucide-react";
import { useTranslations } from "use-intl";

import type { LogFilter } from "../../backend/generated/LogFilter";
import { useAsk } from "../../common/ask";
import { useNarrow } from "../../shell/useNarrow";
import { Choices } from "./Choices";
import { EVERYTHING, narrowed } from "./filter";

export interface FiltersProps {
  filter: LogFilter;
  onChange: (filter: LogFilter) => void;
}

/** Which records are wanted: words anywhere in them, and what they are about. */
export function Filters({ filter, onChange }: FiltersProps) {
  const say = useTranslations("audit.filter");
  const facets = useAsk("log_facets", {});
  const narrow = useNarrow();
  const [opened, { toggle }] = useDisclosure(false);
  const given = narrowed(filter);
  const change = (part: Partial<LogFilter>) => onChange({ ...filter, ...part });
  const isAny = given > 0 || filter.text !== null;
  return (
    <Stack gap="xs" role="search">
      <Group gap="xs" wrap="nowrap">
        <TextInput
          flex={1}
          type="search"
          aria-label={say("text")}
          placeholder={say("text")}
          leftSection={<Search size="1rem" aria-hidden />}
          value={filter.text ?? ""}
          onChange={(event) => change({ text: event.currentTarget.value || null })}
        />
        {filter.operation !== null && (
          <Button
            variant="light"
            rightSection={<X size="1em" aria-hidden />}
            onClick={() => change({ operation: null })}
            title={say("operationOff")}
          >
            {say("operation", { operation: filter.operation.slice(0, 8) })}
          </Button>
        )}
        {narrow && (
          <Button variant="default" leftSection={<ListFilter size="1em" aria-hidden />} onClick={toggle} aria-expanded={opened}>
            {say("more", { count: `${given}` })}
          </Button>
        )}
        <Button variant="default" disabled={!isAny} onClick={() => onChange(EVERYTHING)}>
          {say("reset")}
        </Button>
      </Group>
      <Collapse expanded={!narrow || opened}>
        <Choices filter={filter} facets={facets.data} onChange={change} />
      </Collapse>
    </Stack>
  );
}
