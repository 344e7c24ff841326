import { expect, test } from "vitest";

import { pagesAround } from "./pages";

test("the pages in sight are wanted, and the next one before it comes into sight", () => {
  expect(pagesAround(0, 20, [])).toEqual([]);
  expect(pagesAround(0, 159, [])).toEqual([]);
  expect(pagesAround(0, 160, [])).toEqual([1]);
  expect(pagesAround(239, 260, [])).toEqual([1]);
  expect(pagesAround(99_980, 99_999, [])).toEqual([499, 500]);
});

test("what was in sight a moment ago is kept, the oldest let go, and nothing changes while nothing new is wanted", () => {
  const before = [1, 2];
  expect(pagesAround(300, 310, before)).toBe(before);
  expect(pagesAround(2_050, 2_060, [1, 2, 3, 4, 5, 6])).toEqual([10, 1, 2, 3, 4, 5]);
});
