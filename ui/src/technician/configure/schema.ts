/** A JSON Schema as the program sends it: checked there against a known vocabulary, its texts in the reader's language. */
export type Schema = Readonly<Record<string, unknown>>;

/** When a question is asked: what is looked at, and what the look must say. */
export interface Condition {
  /** The dotted name of the section that is looked at; empty for all answers. */
  at: string;
  /** Either a schema that the section is held against, or the name of an answer that must be there. */
  test: { valid: Schema } | { answered: string };
  holds: boolean;
}

/** One question's own part of the schema. */
export interface Field {
  /** Its dotted name. */
  key: string;
  /** References are resolved. */
  schema: Schema;
  conditions: readonly Condition[];
}

/** Every question of a form, whichever branch of the schema it stands in. */
export function fieldsOf(root: Schema): Field[] {
  const fields = new Map<string, Field>();
  section(root, "", root, [], fields);
  return [...fields.values()];
}

function section(root: Schema, key: string, schema: Schema, conditions: readonly Condition[], fields: Map<string, Field>) {
  for (const [name, property] of Object.entries(object(schema["properties"]))) {
    const resolved = resolve(root, object(property));
    const inner = key === "" ? name : `${key}.${name}`;
    if (resolved["type"] === "object") section(root, inner, resolved, conditions, fields);
    // In a branch, what is asked anyway is only tightened.
    else if (!fields.has(inner) && isQuestion(resolved)) fields.set(inner, { key: inner, schema: resolved, conditions });
  }
  const branch = (part: unknown, test: Condition["test"], holds: boolean) => {
    const more = { at: key, test, holds };
    if (part !== undefined) section(root, key, resolve(root, object(part)), [...conditions, more], fields);
  };
  const test = schema["if"];
  if (test !== undefined) {
    branch(schema["then"], { valid: object(test) }, true);
    branch(schema["else"], { valid: object(test) }, false);
  }
  for (const [name, part] of Object.entries(object(schema["dependentSchemas"]))) branch(part, { answered: name }, true);
  for (const part of list(schema["allOf"])) section(root, key, resolve(root, object(part)), conditions, fields);
}

function isQuestion(schema: Schema): boolean {
  return "type" in schema || "enum" in schema || "oneOf" in schema || "const" in schema;
}

/** A schema in place of its reference, keywords beside the reference standing above it. References lead in no circle. */
export function resolve(root: Schema, schema: Schema): Schema {
  const { $ref, ...own } = schema;
  const name = typeof $ref === "string" ? $ref.replace(/^#\/\$defs\//, "") : undefined;
  const definition = name === undefined ? {} : resolve(root, object(object(root["$defs"])[name]));
  const merged: Record<string, unknown> = { ...definition, ...own };
  if (merged["items"] !== undefined) merged["items"] = resolve(root, object(merged["items"]));
  return merged;
}

function object(value: unknown): Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Schema) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
