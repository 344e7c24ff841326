import { expect, test } from "vitest";

import { ADDABLE, asName, firstOf, freshName, kindOf, specsOf } from "./questions";

test("a question that is added is known again as what it was added as", () => {
  for (const kind of ADDABLE) expect(kindOf(firstOf(kind, "Title")), kind).toBe(kind);
});

test("a kind that the form does not know is left alone, but for what all questions have", () => {
  expect(kindOf({ type: "object" })).toBe("other");
  expect(kindOf({ oneOf: [] })).toBe("other");
  expect(specsOf("other").map(({ name }) => name)).toEqual(["x-title", "x-help", "required", "x-order"]);
});

test("a name can be spelled in templates", () => {
  expect(asName("Port of the web page?")).toBe("port_of_the_web_page");
  expect(asName("2. Größe")).toBe("gro_e");
  expect(asName("§$%")).toBe("");
});

test("a name that is taken is numbered", () => {
  expect(freshName("port", ["site"])).toBe("port");
  expect(freshName("port", ["port", "port_2"])).toBe("port_3");
});
