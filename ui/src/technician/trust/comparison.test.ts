import { expect, test } from "vitest";

import { NORTHWIND } from "../../backend/mock/data/keys";
import { choicesFor, differences, held } from "./comparison";

test("all digits in any case and grouping are compared", () => {
  expect(held(NORTHWIND.grouped.toUpperCase(), NORTHWIND)).toEqual({ kind: "matches" });
  expect(held(NORTHWIND.fingerprint.replace(/.$/, "9"), NORTHWIND)).toEqual({ kind: "differs" });
});

test("all words in any case are compared, in their order", () => {
  expect(held(NORTHWIND.words.join("\n").toUpperCase(), NORTHWIND)).toEqual({ kind: "matches" });
  expect(held([...NORTHWIND.words].reverse().join(" "), NORTHWIND)).toEqual({ kind: "differs" });
});

test("a part of a fingerprint never matches", () => {
  expect(held(NORTHWIND.fingerprint.slice(0, 63), NORTHWIND)).toEqual({ kind: "unfinished", have: 63, of: 64 });
  expect(held(NORTHWIND.words.slice(0, 15).join(" "), NORTHWIND)).toEqual({ kind: "unfinished", have: 15, of: 16 });
  expect(held("", NORTHWIND).kind).toBe("unfinished");
});

test("more than a fingerprint is not the fingerprint", () => {
  expect(held(`${NORTHWIND.fingerprint}0`, NORTHWIND)).toEqual({ kind: "differs" });
  expect(held(`${NORTHWIND.words.join(" ")} topmost`, NORTHWIND)).toEqual({ kind: "differs" });
});

test("each place offers the right word among words of the same key", () => {
  let seed = 7;
  const chance = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const choices = choicesFor(NORTHWIND.words, chance);
  choices.forEach((offered, at) => {
    expect(offered).toContain(NORTHWIND.words[at]);
    expect(new Set(offered).size).toBe(3);
    for (const word of offered) expect(NORTHWIND.words).toContain(word);
  });
  // Always the first, or always the middle one, is not the way through.
  for (const place of [0, 1, 2]) {
    expect(differences(choices.map((offered) => offered[place] ?? ""), NORTHWIND.words)).toBeGreaterThan(0);
  }
});

test("differences are counted by place", () => {
  expect(differences(NORTHWIND.words, NORTHWIND.words)).toBe(0);
  expect(differences(["wrong", ...NORTHWIND.words.slice(1)], NORTHWIND.words)).toBe(1);
  expect(differences([], NORTHWIND.words)).toBe(16);
});
