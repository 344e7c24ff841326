import type { RJSFSchema, UiSchema } from "@rjsf/utils";

import type { QuestionView } from "../../../backend/generated/QuestionView";
import type { Field, Schema } from "../schema";

/** The kinds of questions, each drawn in its own way. */
export type Kind = "text" | "secret" | "whole-number" | "number" | "yes-or-no" | "choice" | "list" | "file" | "licence";

const TYPES: Record<Kind, NonNullable<RJSFSchema["type"]>> = {
  text: "string",
  secret: "string",
  "whole-number": "integer",
  number: "number",
  "yes-or-no": "boolean",
  choice: "string",
  list: "array",
  file: "string",
  licence: "boolean",
};

/** How a question is drawn; one of a kind that is not known here is a text. */
export function kindOf({ kind, secret }: QuestionView): Kind {
  if (secret && kind === "text") return "secret";
  return kind in TYPES ? (kind as Kind) : "text";
}

/** What a widget knows of its question beside the schema. */
export interface Asked {
  question: QuestionView;
  schema: Schema;
}

/**
 * The form as one flat object, its properties named by the dotted names of the questions, in the order in which they
 * are asked. Rules and defaults stay out of it: the program judges, and nothing is filled in that nobody has seen.
 */
export function drawn(questions: readonly QuestionView[], fields: readonly Field[]): { schema: RJSFSchema; ui: UiSchema } {
  const schemas = new Map(fields.map(({ key, schema }) => [key, schema]));
  const properties: Record<string, RJSFSchema> = {};
  const ui: UiSchema = { "ui:order": questions.map(({ key }) => key), "ui:submitButtonOptions": { norender: true } };
  for (const question of questions) {
    const kind = kindOf(question);
    const schema = schemas.get(question.key) ?? {};
    const type = TYPES[kind];
    properties[question.key] = type === "array" ? { type, title: question.title, items: {} } : { type, title: question.title };
    ui[question.key] = { "ui:widget": kind, "ui:options": { asked: { question, schema } satisfies Asked } };
  }
  const required = questions.filter(({ required, kept }) => required && !kept).map(({ key }) => key);
  return { schema: { type: "object", properties, required }, ui };
}

/** Questions under their headings, both in their order; the first may have none. */
export function grouped<T>(items: readonly T[], groupOf: (item: T) => string): { group: string; items: T[] }[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groupOf(item);
    groups.set(group, [...(groups.get(group) ?? []), item]);
  }
  return [...groups].map(([group, items]) => ({ group, items }));
}

/** What can be chosen of a choice. */
export function choicesOf(schema: Schema): { value: unknown; title: string }[] {
  const titled = schema["oneOf"];
  if (Array.isArray(titled)) {
    return titled.map((choice: { const?: unknown; title?: unknown }) => ({
      value: choice.const,
      title: typeof choice.title === "string" ? choice.title : String(choice.const),
    }));
  }
  const values = Array.isArray(schema["enum"]) ? schema["enum"] : [schema["const"]];
  return values.map((value: unknown) => ({ value, title: String(value) }));
}

/** What items of a list are, as far as their input goes. */
export function itemKind(items: Schema): "text" | "number" | "choice" {
  if ("enum" in items || "oneOf" in items || items["type"] === "boolean") return "choice";
  return items["type"] === "integer" || items["type"] === "number" ? "number" : "text";
}
