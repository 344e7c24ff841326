import { expect, test } from "vitest";

import { here, went, wentBack, type Way } from "./place";

const start: Way = [{ screen: "journey" }];

test("going back leads where one came from, and no further than the beginning", () => {
  const way = went(went(start, { screen: "releases" }), { screen: "release", product: "a.b", version: "1.0.0" });
  expect(here(wentBack(way))).toEqual({ screen: "releases" });
  expect(wentBack(wentBack(wentBack(way)))).toEqual(start);
});

test("going where one is changes nothing", () => {
  expect(went(start, { screen: "journey" })).toBe(start);
});

test("the way does not grow without end", () => {
  let way = start;
  for (let at = 0; at < 200; at++) way = went(way, { screen: at % 2 ? "keys" : "audit" });
  expect(way.length).toBe(50);
  expect(here(way)).toEqual({ screen: "keys" });
});
