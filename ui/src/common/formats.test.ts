import { expect, test } from "vitest";

import { binary, spell } from "./formats";

test("bytes are read in the unit that fits", () => {
  expect(binary(0)).toEqual({ amount: 0, unit: "B" });
  expect(binary(1023)).toEqual({ amount: 1023, unit: "B" });
  expect(binary(1024)).toEqual({ amount: 1, unit: "KiB" });
  expect(binary(13_002_342).unit).toBe("MiB");
});

test("what would be written as 1024 of a unit is one of the next", () => {
  expect(binary(1024 ** 2 - 1).unit).toBe("MiB");
  expect(binary(1023.9 * 1024).unit).toBe("KiB");
});

test("a duration has its two greatest units", () => {
  expect(spell(0)).toEqual([["second", 0]]);
  expect(spell(59.6)).toEqual([["minute", 1]]);
  expect(spell(130)).toEqual([["minute", 2], ["second", 10]]);
  expect(spell(3600)).toEqual([["hour", 1]]);
  expect(spell(3725)).toEqual([["hour", 1], ["minute", 2]]);
});
