import { expect, test } from "vitest";

import { familyOf, patternsOf } from "./scope";

test("a product's family is its vendor's part of the name", () => {
  expect(familyOf("org.northwind.gateway")).toBe("org.northwind.*");
  expect(familyOf("northwind.gateway")).toBeNull();
});

test("no patterns are never taken for every product", () => {
  expect(patternsOf("named", "a.b.c", "  ")).toBeNull();
  expect(patternsOf("product", null, "")).toBeNull();
  expect(patternsOf("vendor", "b.c", "")).toBeNull();
  expect(patternsOf("all", null, "")).toEqual([]);
});

test("named patterns may be parted by spaces, commas or lines", () => {
  expect(patternsOf("named", null, "com.acme.*, org.acme.pump\n")).toEqual(["com.acme.*", "org.acme.pump"]);
});
