import type { FieldProblem } from "../../backend/generated/FieldProblem";

/** Answers by the dotted names of their questions. */
export type Flat = Readonly<Record<string, unknown>>;

/** Answers nested in sections, as the program takes them. */
export type Nested = Record<string, unknown>;

/** The answers to these questions; `unknown` names what answers none of them. */
export function flatten(nested: Nested, keys: readonly string[]): { answers: Flat; unknown: string[] } {
  const known = new Set(keys);
  const answers: Record<string, unknown> = {};
  const unknown: string[] = [];
  const walk = (section: Nested, before: string) => {
    for (const [name, value] of Object.entries(section)) {
      const key = before + name;
      if (known.has(key)) answers[key] = value;
      else if (isSection(value)) walk(value, `${key}.`);
      else unknown.push(key);
    }
  };
  walk(nested, "");
  return { answers, unknown };
}

/** What is not answered stands nowhere. */
export function nest(answers: Flat): Nested {
  const nested: Nested = {};
  for (const [key, value] of Object.entries(answers)) {
    if (value === undefined || value === null) continue;
    const names = key.split(".");
    const last = names.pop() ?? key;
    let section = nested;
    for (const name of names) {
      const inner = section[name];
      section = isSection(inner) ? inner : ((section[name] = {}) as Nested);
    }
    section[last] = value;
  }
  return nested;
}

/** Only the answers to these questions. */
export function only(answers: Flat, keys: readonly string[]): Flat {
  const wanted = new Set(keys);
  return Object.fromEntries(Object.entries(answers).filter(([key, value]) => wanted.has(key) && value !== undefined));
}

/** The answers in their sections, but for those to these questions. */
export function without(nested: Nested, keys: readonly string[], before = ""): Nested {
  const kept = Object.entries(nested).filter(([name]) => !keys.includes(before + name));
  return Object.fromEntries(
    kept.map(([name, value]) => [name, isSection(value) ? without(value, keys, `${before}${name}.`) : value]),
  );
}

export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** What is wrong, by question. An item of a list, `hosts[1]`, is told at its list, with `item` naming it from 1. */
export function byQuestion(
  problems: readonly FieldProblem[],
  item: (number: number, message: string) => string,
): Record<string, string[]> {
  const told: Record<string, string[]> = {};
  for (const { field, message } of problems) {
    const [, key = field, index] = /^(.*)\[(\d+)\]$/.exec(field) ?? [];
    const text = index === undefined ? message : item(Number(index) + 1, message);
    (told[key] ??= []).push(text);
  }
  return told;
}

function isSection(value: unknown): value is Nested {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
