import { expect, test } from "vitest";

import type { ComponentView } from "../../backend/generated/ComponentView";
import type { PlanView } from "../../backend/generated/PlanView";
import type { StepView } from "../../backend/generated/StepView";
import { byComponent, deedOf, gathered, isTaken, lasting, taken, undoOf } from "./plan";

test.each([
  ["upgrade", { want: "install", stageOnly: false }, "upgrade"],
  ["install", { want: "install", stageOnly: true }, "stage"],
  ["uninstall", { want: "purge", stageOnly: false }, "purge"],
  ["activate-staged", { want: "install", stageOnly: false }, "activate-staged"],
] as const)("a plan to %s that was wished as %j is told as %s", (operation, change, deed) => {
  expect(deedOf({ operation }, change)).toBe(deed);
});

test("a step is said to be undone only where that is known", () => {
  const step = { undo: "exact", irreversible: false } as StepView;
  expect(undoOf(step)).toBe("exact");
  expect(undoOf({ ...step, irreversible: true })).toBe("none");
  expect(undoOf({ ...step, undo: "by magic" })).toBe("none");
});

test("a step without an undo lasts, whether the vendor says so or there simply is none", () => {
  const steps = [
    { number: 1, undo: "exact", irreversible: false },
    { number: 2, undo: "none", irreversible: false },
    { number: 3, undo: "compensating", irreversible: true },
  ] as StepView[];
  expect(lasting(steps).map(({ number }) => number)).toEqual([2, 3]);
});

test("steps stand by component, in their order", () => {
  const steps = [["a", 1], ["b", 2], [null, 3], ["a", 4]].map(([component, number]) => ({ component, number }) as StepView);
  expect(byComponent(steps).map(({ component, steps }) => [component, steps.map(({ number }) => number)])).toEqual([
    ["a", [1, 4]],
    ["b", [2]],
    [null, [3]],
  ]);
});

test("what is taken in is what somebody chose, else what the plan has", () => {
  const part: ComponentView = { id: "x", name: "X", optional: true, chosen: false, needs: [], rawBytes: 1 };
  const plan = { components: ["x"] } as PlanView;
  const none = { with: [], without: [] };
  expect(isTaken(part, none, undefined)).toBe(false);
  expect(isTaken(part, none, plan)).toBe(true);
  expect(isTaken(part, taken(none, "x", false), plan)).toBe(false);
  expect(taken({ with: ["x", "y"], without: [] }, "x", false)).toEqual({ with: ["y"], without: ["x"] });
});

test("a question that came up before is not asked twice", () => {
  const one = { code: "downgrade", what: "It is older.", acceptable: true };
  const known = gathered([], [one]);
  expect(gathered(known, [one])).toBe(known);
  expect(gathered(known, [{ ...one, code: "expired" }])).toHaveLength(2);
});
