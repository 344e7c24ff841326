import { expect, test } from "vitest";

import { moved } from "./keys";

test.each([
  ["ArrowDown", 4, 5],
  ["ArrowUp", 4, 3],
  ["PageDown", 4, 9],
  ["PageUp", 4, 0],
  ["Home", 4, 0],
  ["End", 4, 9],
])("%s from %d leads to %d", (key, at, to) => {
  expect(moved(key, at, 10, 8)).toBe(to);
});

test("the ends of the list hold, an empty one has no place but its beginning, other keys lead nowhere", () => {
  expect(moved("ArrowUp", 0, 10, 8)).toBe(0);
  expect(moved("ArrowDown", 9, 10, 8)).toBe(9);
  expect(moved("End", 0, 0, 8)).toBe(0);
  expect(moved("a", 0, 10, 8)).toBeUndefined();
});
