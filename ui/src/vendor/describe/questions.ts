import type { FieldSpec } from "../form/spec";

const title: FieldSpec = { name: "x-title", label: "asked", kind: "words" };
const help: FieldSpec = { name: "x-help", label: "helps", kind: "words" };
const required: FieldSpec = { name: "required", label: "mustAnswer", kind: "yes-no" };
const secret: FieldSpec = { name: "x-secret", label: "secret", help: "secret", kind: "yes-no" };
const standard: FieldSpec = { name: "default", label: "default", kind: "value" };
const order: FieldSpec = { name: "x-order", label: "order", help: "order", kind: "number" };

/** The kinds of questions, and what can be said of each. */
export const QUESTION = {
  text: [
    { name: "minLength", label: "minLength", kind: "number" },
    { name: "maxLength", label: "maxLength", kind: "number" },
    { name: "pattern", label: "pattern", help: "pattern", kind: "text" },
    standard,
    secret,
  ],
  "whole-number": [
    { name: "minimum", label: "minimum", kind: "number" },
    { name: "maximum", label: "maximum", kind: "number" },
    standard,
  ],
  "yes-no": [standard],
  choice: [{ name: "enum", label: "choices", kind: "list", required: true }, standard],
  list: [
    { name: "minItems", label: "minItems", kind: "number" },
    { name: "maxItems", label: "maxItems", kind: "number" },
  ],
  file: [secret],
  licence: [{ name: "x-licence", label: "licence", help: "licence", kind: "text", required: true }],
  other: [],
} as const satisfies Record<string, readonly FieldSpec[]>;

export type QuestionKind = keyof typeof QUESTION;

/** Kinds that can be added; another is written by hand and left alone here. */
export const ADDABLE = ["text", "whole-number", "yes-no", "choice", "list", "file", "licence"] as const;

/** All that the form shows of a question of a kind. */
export function specsOf(kind: QuestionKind): readonly FieldSpec[] {
  return [title, help, ...QUESTION[kind], required, order];
}

/** What kind of question a schema asks. */
export function kindOf(schema: Record<string, unknown>): QuestionKind {
  if ("x-licence" in schema || "x_licence" in schema) return "licence";
  if ("x-file" in schema || "x_file" in schema) return "file";
  if ("enum" in schema) return "choice";
  const kinds: Record<string, QuestionKind> = { string: "text", integer: "whole-number", boolean: "yes-no", array: "list" };
  const { type } = schema;
  return (typeof type === "string" && kinds[type]) || "other";
}

/** What a question of a kind begins with. */
export function firstOf(kind: (typeof ADDABLE)[number], title: string): Record<string, unknown> {
  const begins: Record<typeof kind, Record<string, unknown>> = {
    text: { type: "string" },
    "whole-number": { type: "integer" },
    "yes-no": { type: "boolean", default: false },
    choice: { type: "string", enum: ["a", "b"] },
    list: { type: "array", items: { type: "string" } },
    file: { type: "string", "x-file": { max_bytes: 65536 } },
    licence: { type: "boolean", const: true, "x-licence": "licence", required: true },
  };
  return { ...begins[kind], "x-title": title };
}

/** A name that templates can spell, made from what somebody typed; nothing when none is left. */
export function asName(typed: string): string {
  return typed
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/^[^A-Za-z]+|_+$/g, "")
    .toLowerCase();
}

/** A name that none of these has. */
export function freshName(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted;
  let number = 2;
  while (taken.includes(`${wanted}_${number}`)) number++;
  return `${wanted}_${number}`;
}
