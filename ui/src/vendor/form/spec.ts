import type { en } from "../texts.en";

export type FieldLabel = keyof typeof en.fields;
export type FieldHelp = keyof typeof en.help;

/** How a value of a description is shown and changed. */
export interface FieldSpec {
  /** Its name in the description. */
  name: string;
  label: FieldLabel;
  help?: FieldHelp;
  /**
   * `text`, `words` (by language), `number` (whole), `size` (a number of bytes or a text such as `512 MiB`), `yes-no`,
   * `list` (of texts), `choice` (one of `options`), `choices` (several of them), `port` (a number or an answer's name),
   * `optional` (of a component), `value` (whatever the question's type takes).
   */
  kind: "text" | "words" | "number" | "size" | "yes-no" | "list" | "choice" | "choices" | "port" | "optional" | "value";
  required?: boolean;
  options?: readonly string[];
}
