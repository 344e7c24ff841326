import { expect, test } from "vitest";

import { dayBegins, dayEnds, dayOf, EVERYTHING, narrowed } from "./filter";

test("a day is taken from its first to its last second, where the reader is", () => {
  const [begin, end] = [dayBegins("2026-03-29"), dayEnds("2026-03-29")];
  expect(new Date(begin ?? "").getHours()).toBe(0);
  expect(new Date(end ?? "").getHours()).toBe(23);
  expect(end).toMatch(/:59:59Z$/);
  expect(dayOf(begin)).toBe("2026-03-29");
  expect(dayOf(end)).toBe("2026-03-29");
});

test("half a date is no date", () => {
  expect(dayBegins("")).toBeNull();
  expect(dayEnds("2026-3")).toBeNull();
});

test("words that are searched for are not counted among the filters", () => {
  expect(narrowed(EVERYTHING)).toBe(0);
  expect(narrowed({ ...EVERYTHING, text: "a", actor: "root", from: "x" })).toBe(2);
});
