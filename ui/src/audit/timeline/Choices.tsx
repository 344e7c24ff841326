import { Group, Select, TextInput } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { LogFacets } from "../../backend/generated/LogFacets";
import type { LogFilter } from "../../backend/generated/LogFilter";
import type { Named } from "../../backend/generated/Named";
import { dayBegins, dayEnds, dayOf } from "./filter";

export interface ChoicesProps {
  filter: LogFilter;
  facets: LogFacets | undefined;
  onChange: (part: Partial<LogFilter>) => void;
}

/** What can be chosen of what the log has. */
export function Choices({ filter, facets, onChange }: ChoicesProps) {
  const say = useTranslations("audit.filter");
  const plain = (words: readonly string[] = []): Named[] => words.map((word) => ({ name: word, value: word }));
  const choice = (field: "product" | "actor" | "outcome" | "event", options: readonly Named[] = []) => (
    <Select
      size="sm"
      flex="1 1 9rem"
      label={say(field)}
      placeholder={say("all")}
      data={options.map(({ name, value }) => ({ value: name, label: value }))}
      value={filter[field]}
      onChange={(value) => onChange({ [field]: value })}
      clearable
      clearButtonProps={{ "aria-label": say("reset") }}
      searchable
    />
  );
  const day = (field: "from" | "until", at: (day: string) => string | null) => (
    <TextInput
      size="sm"
      flex="1 1 8rem"
      type="date"
      label={say(field)}
      min={dayOf(facets?.first ?? null)}
      max={dayOf(facets?.last ?? null)}
      // An uncontrolled field keeps a date that is half typed.
      key={`${field} ${filter[field] !== null}`}
      defaultValue={dayOf(filter[field])}
      onChange={(event) => onChange({ [field]: at(event.currentTarget.value) })}
    />
  );
  return (
    <Group gap="xs" align="flex-end">
      {choice("event", facets?.events)}
      {choice("outcome", facets?.outcomes)}
      {choice("product", plain(facets?.products))}
      {choice("actor", plain(facets?.actors))}
      {day("from", dayBegins)}
      {day("until", dayEnds)}
    </Group>
  );
}
