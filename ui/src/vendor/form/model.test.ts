import { expect, test } from "vitest";

import { entries, lineOfTable, lookup, problemsAt } from "./model";

const model = { rollback_index: 1, "at-least": 2, components: [{ id: "a" }, "no table", { id: "b" }] };

test("a name is found however its words are parted, and told as it is spelled", () => {
  expect(lookup(model, ["rollback-index"])).toEqual({ value: 1, path: ["rollback_index"] });
  expect(lookup(model, ["at-least"])).toEqual({ value: 2, path: ["at-least"] });
  expect(lookup(model, ["components", "2", "id"])).toEqual({ value: "b", path: ["components", "2", "id"] });
});

test("what is not there has the name that was asked for, however deep", () => {
  expect(lookup(model, ["vendor", "name"])).toEqual({ value: undefined, path: ["vendor", "name"] });
  expect(lookup(null, ["a", "b"])).toEqual({ value: undefined, path: ["a", "b"] });
  expect(lookup(model, ["toString"]).value).toBeUndefined();
});

test("what is no table in a list of tables keeps its place", () => {
  expect(entries(model, ["components"])).toEqual([{ id: "a" }, {}, { id: "b" }]);
  expect(entries(model, ["absent"])).toEqual([]);
});

test("problems belong to a value and to what holds it", () => {
  const problem = (path: string[]) => ({ code: "", message: path.join("."), remedy: "", line: null, path });
  const all = [problem(["requirements", "0", "at_least"]), problem(["requirements", "1"]), problem([])];
  expect(problemsAt(all, ["requirements", "0"])).toEqual([all[0]]);
  expect(problemsAt(all, ["requirements", "0", "at-least"])).toEqual([all[0]]);
  expect(problemsAt(all, ["requirements", "1", "id"])).toEqual([]);
});

test("the line of a table is the line of its own header", () => {
  const text = 'a = 1\n[[components]]\nid = "x"\n[[components.steps]]\n  [[ components ]] # the second\n';
  expect(lineOfTable(text, "components", 0)).toBe(2);
  expect(lineOfTable(text, "components", 1)).toBe(5);
  expect(lineOfTable(text, "components", 2)).toBeUndefined();
});
