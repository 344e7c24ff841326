import { expect, test } from "vitest";

import type { FoundPackage } from "../../backend/generated/FoundPackage";
import type { ImportedVolume } from "../../backend/generated/ImportedVolume";
import { BLANK, heard } from "../../common/operation/state";
import { drives } from "../../backend/mock/data/drives";
import { admitted, completed, lacking, linesOf, wordOf } from "./outcome";

const [monitoring, historian] = drives[0]!.packages as [FoundPackage, FoundPackage];
const failure = { code: "volume-read", message: "", detail: "", lines: [], questions: [], remedy: "", exit: 18 };

function taken(found: FoundPackage, number: number, complete: boolean, damaged: string[] = []): ImportedVolume {
  const { product, version, manifest } = found;
  return { volume: `${number}`, product, version, number, count: 3, newChunks: 1, knownChunks: 0, damaged, complete, manifest };
}

test("only volumes of releases with sufficient signatures are brought in", () => {
  const seen = { bytes: 1, signers: [], refusal: null };
  const look = { packages: [{ ...seen, found: monitoring, trusted: true }, { ...seen, found: historian, trusted: false }], refused: [] };
  expect(admitted(look)).toEqual([101]);
});

test("it is good only when every release is complete and nothing failed", () => {
  expect(wordOf({ volumes: [taken(historian, 1, false), taken(historian, 2, true)], failure: null })).toBe("good");
  expect(wordOf({ volumes: [taken(monitoring, 1, true), taken(historian, 1, false)], failure: null })).toBe("incomplete");
  expect(wordOf({ volumes: [taken(monitoring, 1, true)], failure })).toBe("failed");
  expect(wordOf({ volumes: [taken(monitoring, 1, true, ["ab"])], failure: null })).toBe("failed");
  expect(wordOf({ volumes: [], failure: null })).toBe("incomplete");
});

test("one goes on with what is complete, under the name that people use", () => {
  const volumes = [taken(monitoring, 1, true), taken(historian, 1, false)];
  expect(completed(volumes, [monitoring, historian])).toEqual([
    { product: "com.example.monitoring", name: "Monitoring", version: "1.1.0" },
  ]);
});

test("what is missing is named by its number", () => {
  expect(lacking(historian, [taken(historian, 1, false), taken(historian, 3, false)])).toEqual({ numbers: [2], bases: [] });
  expect(lacking(monitoring, [taken(monitoring, 1, true)])).toBeNull();
});

test("a volume of another set is not the one that is missing, whatever its number", () => {
  const brought = [taken(historian, 1, false), taken(historian, 3, false)];
  const ofFive = { ...taken(historian, 2, false), count: 5 };
  expect(lacking(historian, [...brought, ofFive])).toEqual({ numbers: [2], bases: [] });
  const file = { id: 1, name: "changes-2.sealift", place: "/media/changes-2.sealift", bytes: 1 };
  const change = { file, number: 2, count: 3, kind: "delta" as const, bases: ["4.1.0"] };
  const both = { ...historian, volumes: [...historian.volumes, change] };
  expect(lacking(both, [...brought, { ...taken(historian, 2, false), volume: file.name }])).toEqual({ numbers: [2], bases: [] });
  expect(lacking(both, [...brought, taken(historian, 2, false)])).toEqual({ numbers: [], bases: [] });
});

test("volumes that wait their turn are shown too", () => {
  const look = { packages: [{ found: historian, trusted: true, bytes: 1, signers: [], refusal: null }], refused: [] };
  const step = { number: 1, title: "historian-4.2.0.1.sealift", component: null };
  const state = heard(BLANK, { kind: "step", number: 1, step, state: "running", problem: null, at: "" });
  expect(linesOf(look, state)).toEqual([
    { name: "historian-4.2.0.1.sealift", state: "running" },
    { name: "historian-4.2.0.3.sealift", state: "waiting" },
  ]);
});
