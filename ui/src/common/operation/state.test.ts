import { expect, test } from "vitest";

import type { OperationEvent } from "../../backend/generated/OperationEvent";
import { BLANK, current, heard, MOST_LINES, stepsOf } from "./state";

const at = "2026-11-21T09:30:00Z";
const trouble = { code: "step-failed", message: "The step failed.", detail: "", remedy: "Look at the log." };

function step(number: number, place: number, state = "running"): OperationEvent {
  return { kind: "step", number, step: { number: place, title: `Step ${place}`, component: null }, state, problem: null, at };
}

function progress(overall: number, undoing = false): OperationEvent {
  return {
    kind: "progress", overall, undoing, step: 1, bytes: { done: 1, total: 2 }, files: null, rate: 5, secondsLeft: 1, elapsed: null,
  };
}

function all(...events: OperationEvent[]) {
  return events.reduce(heard, BLANK);
}

const started: OperationEvent = { kind: "started", number: 1, operation: "a", what: "Upgrade", steps: 3 };

test("steps are kept with their last state, in the plan's order", () => {
  const state = all(started, step(2, 1), step(3, 1, "done"), step(4, 2));
  expect(stepsOf(state).map((known) => [known.step.number, known.state])).toEqual([[1, "done"], [2, "running"]]);
  expect(current(state)?.step.title).toBe("Step 2");
});

test("the bar never falls, except when undoing begins", () => {
  const state = all(started, step(2, 1), progress(0.6), progress(0.5));
  expect(state.overall).toBe(0.6);
  const undoing = heard(state, { kind: "undoing", number: 3, problem: trouble, steps: 1 });
  expect(undoing.overall).toBe(0);
  expect(undoing.bytes).toBeNull();
});

test("progress from before the turn is not taken for progress of undoing", () => {
  const undoing = all(started, { kind: "undoing", number: 2, problem: trouble, steps: 1 }, progress(0.9));
  expect(undoing.overall).toBe(0);
  expect(heard(undoing, progress(0.2, true)).overall).toBe(0.2);
});

test("an event that is heard again when a window catches up changes nothing", () => {
  const state = all(started, step(2, 1), step(3, 1, "done"));
  expect(heard(state, step(2, 1))).toBe(state);
});

test("what is kept of a step's output takes the place of what was shown while it ran", () => {
  const state = all(
    started,
    { kind: "output", step: 1, text: "one\ntwo\n", whole: false },
    { kind: "output", step: 2, text: "other\n", whole: false },
    { kind: "output", step: 1, text: "one\n[secret]\n", whole: true },
  );
  expect(state.lines.map((line) => line.text)).toEqual(["other", "one", "[secret]"]);
  expect(new Set(state.lines.map((line) => line.id)).size).toBe(3);
});

test("a line that comes in pieces is one line", () => {
  const pieces = ["begi", "nning\nsec", "ond\n", "third"];
  const state = all(started, ...pieces.map((text): OperationEvent => ({ kind: "output", step: 1, text, whole: false })));
  expect(state.lines.map((line) => line.text)).toEqual(["beginning", "second", "third"]);
});

test("pieces of two steps are not joined", () => {
  const state = all(
    started,
    { kind: "output", step: 1, text: "of one", whole: false },
    { kind: "output", step: 2, text: "of two", whole: false },
  );
  expect(state.lines.map((line) => line.text)).toEqual(["of one", "of two"]);
});

test("the log is bounded and says what it left out", () => {
  const text = Array.from({ length: MOST_LINES + 5 }, (_, line) => `line ${line}`).join("\n");
  const state = heard(BLANK, { kind: "output", step: 1, text, whole: false });
  expect(state.lines.length).toBe(MOST_LINES);
  expect(state.lines[0]?.text).toBe("line 5");
  expect(state.leftOut).toBe(5);
});

test("the end is kept, and nothing is in hand any more", () => {
  const state = all(started, step(2, 1), progress(0.4), { kind: "finished", number: 3, outcome: "succeeded" });
  expect(state.outcome).toBe("succeeded");
  expect(current(state)).toBeUndefined();
  expect(state.rate).toBeNull();
});

test("why a step failed is known when it was taken back as well", () => {
  const failed: OperationEvent = { ...(step(3, 1, "failed") as Extract<OperationEvent, { kind: "step" }>), problem: trouble };
  const state = all(started, step(2, 1), failed, step(4, 1, "undone"));
  expect(state.known[1]).toMatchObject({ state: "undone", problem: trouble });
});
