import { Checkbox, MultiSelect, Select } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { FieldProps } from "./Field";
import { isTable } from "./model";
import { useFieldTexts } from "./useFieldTexts";
import { useValue } from "./useValue";

/** One of several. What the description has and the form does not know stays choosable, and is told of as wrong. */
export function ChoiceField({ spec, path }: FieldProps) {
  const { value, error, set } = useValue(path);
  const options = spec.options ?? [];
  const present = typeof value === "string" ? value : null;
  const data = present !== null && !options.includes(present) ? [present, ...options] : [...options];
  return (
    <Select
      {...useFieldTexts(spec)}
      data={data}
      value={present}
      onChange={set}
      clearable={!spec.required}
      allowDeselect={!spec.required}
      error={error}
    />
  );
}

/** Several of several. */
export function ChoicesField({ spec, path }: FieldProps) {
  const { value, error, set } = useValue(path);
  const present = Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
  return (
    <MultiSelect
      {...useFieldTexts(spec)}
      data={[...new Set([...(spec.options ?? []), ...present])]}
      value={present}
      onChange={(chosen) => set(chosen.length === 0 ? null : chosen)}
      error={error}
    />
  );
}

/** Yes or nothing: what is not so is left out. */
export function YesNoField({ spec, path }: FieldProps) {
  const { value, error, set } = useValue(path);
  const { label, description } = useFieldTexts(spec);
  return (
    <Checkbox
      label={label}
      {...(description ? { description } : {})}
      checked={value === true}
      onChange={(event) => set(event.currentTarget.checked ? true : null)}
      error={error}
    />
  );
}

const OPTIONAL = ["always", "chosen", "left-out"] as const;

/** Whether a component can be left out, and whether it is. */
export function OptionalField({ spec, path }: FieldProps) {
  const say = useTranslations("vendor.optional");
  const { value, error, set } = useValue(path);
  const isChosen = isTable(value) && value["default"] === true;
  const present: (typeof OPTIONAL)[number] = isChosen ? "chosen" : value === true || isTable(value) ? "left-out" : "always";
  const written = { always: null, chosen: { default: true }, "left-out": true };
  return (
    <Select
      {...useFieldTexts(spec)}
      data={OPTIONAL.map((word) => ({ value: word, label: say(word) }))}
      value={present}
      onChange={(word) => word && set(written[word as keyof typeof written])}
      allowDeselect={false}
      error={error}
    />
  );
}
