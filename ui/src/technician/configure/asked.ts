import { Validator } from "@cfworker/json-schema";

import { type Flat, nest, type Nested } from "./answers";
import type { Condition, Field, Schema } from "./schema";

/**
 * The questions that are asked, given these answers: for a preview, where there is no release yet that the program could
 * judge answers for. The validator interprets: the page may evaluate nothing.
 */
export function askedIn(root: Schema, fields: readonly Field[], answers: Flat): string[] {
  const nested = nest(answers);
  return fields.filter(({ conditions }) => conditions.every((one) => holds(root, one, nested))).map(({ key }) => key);
}

function holds(root: Schema, { at, test, holds }: Condition, answers: Nested): boolean {
  const section = at.split(".").reduce<Nested>((inner, name) => (name === "" ? inner : ((inner[name] ?? {}) as Nested)), answers);
  if ("answered" in test) return test.answered in section === holds;
  const schema = { ...test.valid, $defs: root["$defs"] ?? {} };
  return new Validator(schema, "2020-12").validate(section).valid === holds;
}
