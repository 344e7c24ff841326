import { expect, test } from "vitest";

import { lackOf, needsOf, trimmed } from "./claims";

const both = { ticket: true, reason: true };
const neither = { ticket: false, reason: false };

test("what the rules want is lacking until it is there, and blanks say nothing", () => {
  const needs = needsOf(both, ["person"]);
  expect(lackOf(needs, { ticket: " ", reason: "", person: "" })).toBe("ticket");
  expect(lackOf(needs, { ticket: "C-1", reason: " ", person: "" })).toBe("reason");
  expect(lackOf(needs, { ticket: "C-1", reason: "due", person: "" })).toBe("person");
  expect(lackOf(needs, { ticket: "C-1", reason: "due", person: "Tina" })).toBeUndefined();
  expect(lackOf(needsOf(neither, ["person"]), { ticket: "", reason: "", person: "T" })).toBeUndefined();
});

test("what a change wants by itself is wanted whatever the rules say, and while nobody knows them", () => {
  expect(needsOf(neither, ["reason"])).toEqual({ ticket: false, reason: true, person: false });
  expect(needsOf(undefined, ["reason", "person"])).toEqual({ ticket: false, reason: true, person: true });
});

test("what goes on record has no blanks around it", () => {
  expect(trimmed({ ticket: " C-1 ", reason: "due\n", person: " T B " })).toEqual({ ticket: "C-1", reason: "due", person: "T B" });
});
