import type { DescriptionProblem } from "../../backend/generated/DescriptionProblem";

/** A value of a description, and the way to it as it is spelled there. */
export interface Spelled {
  value: unknown;
  path: string[];
}

/** Follows a path into a description's data. Words of a name may be parted by `-` or `_`; what is there decides. */
export function lookup(model: unknown, path: readonly string[]): Spelled {
  let value = model;
  const spelled: string[] = [];
  for (const name of path) {
    const found = spelling(value, name);
    spelled.push(found);
    value = isTable(value) || Array.isArray(value) ? own(value, found) : undefined;
  }
  return { value, path: spelled };
}

function spelling(value: unknown, name: string): string {
  if (!isTable(value) || Object.hasOwn(value, name)) return name;
  const other = name.includes("-") ? name.replaceAll("-", "_") : name.replaceAll("_", "-");
  return Object.hasOwn(value, other) ? other : name;
}

/** A description may use any name, also one that every object has. */
function own(value: object, name: string): unknown {
  return Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}

export function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The entries of a list of tables, and none of what is no table. */
export function entries(model: unknown, path: readonly string[]): Record<string, unknown>[] {
  const { value } = lookup(model, path);
  return Array.isArray(value) ? value.map((entry) => (isTable(entry) ? entry : {})) : [];
}

/** What is wrong with a value or with something in it. */
export function problemsAt(problems: readonly DescriptionProblem[], path: readonly string[]): DescriptionProblem[] {
  const plain = (name: string | undefined) => name?.replaceAll("_", "-");
  return problems.filter((problem) => path.every((name, at) => plain(problem.path[at]) === plain(name)));
}

/** The line on which the nth `[[header]]` of a description stands, from 1; nothing when there are not so many. */
export function lineOfTable(text: string, header: string, nth: number): number | undefined {
  let left = nth;
  const at = text.split("\n").findIndex((line) => line.replace(/\s/g, "").startsWith(`[[${header}]]`) && left-- === 0);
  return at < 0 ? undefined : at + 1;
}
