import type { ComponentType } from "react";

import { ChoiceField, ChoicesField, OptionalField, YesNoField } from "./ChoiceFields";
import type { FieldSpec } from "./spec";
import { ListField, NumberField, PortField, TextField, ValueField } from "./TextFields";
import { WordsField } from "./WordsField";

export interface FieldProps {
  spec: FieldSpec;
  path: readonly string[];
}

const FIELDS: Record<FieldSpec["kind"], ComponentType<FieldProps>> = {
  text: TextField,
  size: TextField,
  words: WordsField,
  number: NumberField,
  port: PortField,
  value: ValueField,
  list: ListField,
  "yes-no": YesNoField,
  choice: ChoiceField,
  choices: ChoicesField,
  optional: OptionalField,
};

/** One value of the description, to be seen and changed. */
export function Field(props: FieldProps) {
  const Shown = FIELDS[props.spec.kind];
  return <Shown {...props} />;
}

/** Values that stand beside each other in the description. */
export function Fields({ specs, at }: { specs: readonly FieldSpec[]; at: readonly string[] }) {
  return specs.map((spec) => <Field key={spec.name} spec={spec} path={[...at, spec.name]} />);
}
