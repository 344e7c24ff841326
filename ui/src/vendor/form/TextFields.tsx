import { TagsInput, TextInput } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { FieldProps } from "./Field";
import { useDraft } from "./useDraft";
import { useFieldTexts } from "./useFieldTexts";
import { useValue } from "./useValue";

/** A text; an empty one is left out of the description. */
export function TextField({ spec, path }: FieldProps) {
  const { value, error, set } = useValue(path);
  const draft = useDraft(shown(value), (text) => set(text === "" ? null : text));
  return <TextInput {...useFieldTexts(spec)} {...draft} error={error} spellCheck={false} />;
}

/** A whole number. What is none is written as it stands, for the judge to say so at its line. */
export function NumberField({ spec, path }: FieldProps) {
  const { value, error, set } = useValue(path);
  const draft = useDraft(shown(value), (text) => set(text === "" ? null : asNumber(text)));
  return <TextInput {...useFieldTexts(spec)} {...draft} error={error} inputMode="numeric" maw="14rem" />;
}

/** A port, or the name of the answer that holds it. */
export function PortField({ spec, path }: FieldProps) {
  const { value, error, set } = useValue(path);
  const draft = useDraft(shown(value), (text) => set(text === "" ? null : asNumber(text)));
  return <TextInput {...useFieldTexts(spec)} {...draft} error={error} spellCheck={false} maw="18rem" />;
}

/** A default of any type: numbers and truth values are told by how they are written, all else is a text. */
export function ValueField({ spec, path }: FieldProps) {
  const { value, error, set } = useValue(path);
  const say = useTranslations("common");
  const type = useValue([...path.slice(0, -1), "type"]).value;
  const written = typeof value === "boolean" ? say(value ? "yes" : "no") : shown(value);
  const read = (text: string): unknown => {
    if (text === "") return null;
    if (type === "boolean") return text.toLowerCase() === say("yes").toLowerCase() || text === "true";
    if (type === "integer" || type === "number") return asNumber(text);
    return type === "array" ? text.split(",").map((part) => part.trim()) : text;
  };
  const draft = useDraft(written, (text) => set(read(text)));
  return <TextInput {...useFieldTexts(spec)} {...draft} error={error} />;
}

/** Texts in their order. */
export function ListField({ spec, path }: FieldProps) {
  const { value, error, set } = useValue(path);
  const texts = Array.isArray(value) ? value.map(shown) : [];
  return (
    <TagsInput
      {...useFieldTexts(spec)}
      value={texts}
      onChange={(texts) => set(texts.length === 0 ? null : texts)}
      error={error}
      acceptValueOnBlur
    />
  );
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : Array.isArray(value) ? value.map(shown).join(", ") : JSON.stringify(value);
}

function asNumber(text: string): number | string {
  return /^-?\d+(\.\d+)?$/.test(text) && Number.isSafeInteger(Math.trunc(Number(text))) ? Number(text) : text;
}
