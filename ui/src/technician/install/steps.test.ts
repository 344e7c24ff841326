import { expect, test } from "vitest";

import type { StepView } from "../../backend/generated/StepView";
import { BLANK, type OperationState, type StepWord } from "../../common/operation/state";
import { componentRuns } from "./steps";

const steps = [1, 2, 3].map((number) => ({ number, title: `${number}`, component: number === 3 ? "b" : "a" }) as StepView);

function at(words: Record<number, StepWord>, more: Partial<OperationState> = {}): OperationState {
  const known = Object.fromEntries(
    Object.entries(words).map(([number, state]) => [
      number,
      { step: { number: Number(number), title: number, component: null }, state, problem: null, at: "2026-11-21T09:30:00Z" },
    ]),
  );
  return { ...BLANK, known, ...more };
}

function words(state: OperationState) {
  return componentRuns(steps, state).map(({ component, word, done }) => [component, word, done]);
}

test("before anything has begun all is to come", () => {
  expect(words(BLANK)).toEqual([["a", "waiting", 0], ["b", "waiting", 0]]);
});

test("a component is in hand from its first step to its last", () => {
  expect(words(at({ 1: "running" }))[0]).toEqual(["a", "running", 0]);
  expect(words(at({ 1: "done" }))[0]).toEqual(["a", "running", 1]);
  expect(words(at({ 1: "done", 2: "done", 3: "running" }))).toEqual([["a", "done", 2], ["b", "running", 0]]);
});

test("the part of the step in hand counts, where it is known", () => {
  const bytes = { done: 50, total: 100 };
  expect(componentRuns(steps, at({ 1: "done", 2: "running" }, { step: 2, bytes }))[0]?.part).toBe(0.75);
  expect(componentRuns(steps, at({ 1: "done", 2: "running" }, { step: 2, bytes: null }))[0]?.part).toBe(0.5);
});

test("once it goes back, what has not begun will not begin", () => {
  const problem = { code: "cancelled", message: "", detail: "", remedy: "" };
  expect(words(at({ 1: "undone" }, { undoing: { problem, steps: 1 } }))).toEqual([["a", "undone", 0], ["b", "unbegun", 0]]);
});

test("what was taken back is done no longer, and what could not be is said", () => {
  expect(words(at({ 1: "done", 2: "undone" }))[0]).toEqual(["a", "undone", 1]);
  expect(words(at({ 1: "undo-failed", 2: "undone" }))[0]).toEqual(["a", "undo-failed", 0]);
});
