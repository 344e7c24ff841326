import { expect, test } from "vitest";

import type { DescriptionView } from "../../backend/generated/DescriptionView";
import type { Opened } from "../bench/bench";
import { volumeBytes } from "./sizes";
import { hindrance, type PackForm } from "./useHindrance";

const pick = { id: 1, name: "a", place: "/a", bytes: null };
const form: PackForm = { signing: "now", key: pick, to: pick, bases: [], size: "whole", mebibytes: "" };

function opened(text: string, kept: string | null, problems = 0): Opened {
  const problem = { code: "", message: "", remedy: "", line: null, path: [] };
  const view = { problems: Array.from({ length: problems }, () => problem) } as unknown as DescriptionView;
  return { view, text, kept };
}

test("what a volume may have is said in MiB, and nothing but a whole number of them counts", () => {
  expect(volumeBytes("whole", "")).toBeNull();
  expect(volumeBytes("fat32", "")).toBeLessThan(4 * 1024 ** 3);
  expect(volumeBytes("own", " 100 ")).toBe(100 * 1024 ** 2);
  for (const wrong of ["", "0", "1.5", "-3", "many"]) expect(volumeBytes("own", wrong), wrong).toBe("wrong");
});

test("only what is right and saved can be sealed", () => {
  expect(hindrance(opened("a", "a"), form)).toBeUndefined();
  expect(hindrance(opened("a", "b"), form)).toBe("unsaved");
  expect(hindrance(opened("a", null), form)).toBe("unsaved");
  expect(hindrance(opened("a", "a", 1), form)).toBe("wrong");
});

test("signing now needs a key, signing later does not; both need a folder and a size", () => {
  expect(hindrance(opened("a", "a"), { ...form, key: undefined })).toBe("noKey");
  expect(hindrance(opened("a", "a"), { ...form, key: undefined, signing: "later" })).toBeUndefined();
  expect(hindrance(opened("a", "a"), { ...form, to: undefined })).toBe("noFolder");
  expect(hindrance(opened("a", "a"), { ...form, size: "own", mebibytes: "x" })).toBe("badSize");
});
