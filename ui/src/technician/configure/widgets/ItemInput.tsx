import { NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { useTranslations } from "use-intl";

import { isSame } from "../answers";
import { choicesOf, itemKind } from "../form/kinds";
import type { Schema } from "../schema";
import { useDecimalSign } from "./useDecimalSign";

export interface ItemInputProps {
  schema: Schema;
  label: string;
  value: unknown;
  onChange: (value: unknown) => void;
  onBlur: () => void;
}

/** One entry of a list. */
export function ItemInput(props: ItemInputProps) {
  const Input = INPUTS[itemKind(props.schema)];
  return <Input {...props} />;
}

const INPUTS = { text: TextItem, number: NumberItem, choice: ChoiceItem };

function TextItem({ label, value, onChange, onBlur }: ItemInputProps) {
  return (
    <TextInput
      flex={1}
      aria-label={label}
      value={typeof value === "string" ? value : ""}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
      onBlur={onBlur}
      autoComplete="off"
      spellCheck={false}
      autoFocus={value === ""}
    />
  );
}

function NumberItem({ schema, label, value, onChange, onBlur }: ItemInputProps) {
  return (
    <NumberInput
      flex={1}
      aria-label={label}
      value={typeof value === "number" ? value : ""}
      onChange={(value) => onChange(value === "" ? null : value)}
      onBlur={onBlur}
      allowDecimal={schema["type"] === "number"}
      decimalSeparator={useDecimalSign()}
      allowedDecimalSeparators={[".", ","]}
      clampBehavior="none"
      hideControls
      autoFocus={value === null}
    />
  );
}

function ChoiceItem({ schema, label, value, onChange, onBlur }: ItemInputProps) {
  const say = useTranslations();
  const isYesNo = schema["type"] === "boolean";
  const choices = isYesNo
    ? [true, false].map((value) => ({ value, title: say(value ? "common.yes" : "common.no") }))
    : choicesOf(schema);
  return (
    <NativeSelect
      flex={1}
      aria-label={label}
      value={`${choices.findIndex((choice) => isSame(choice.value, value))}`}
      onChange={({ currentTarget }) => onChange(choices[Number.parseInt(currentTarget.value, 10)]?.value ?? null)}
      onBlur={onBlur}
      data={[
        { value: "-1", label: say("configure.choose") },
        ...choices.map(({ title }, at) => ({ value: `${at}`, label: title })),
      ]}
    />
  );
}
