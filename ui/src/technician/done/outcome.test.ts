import { expect, test } from "vitest";

import type { OperationEvent } from "../../backend/generated/OperationEvent";
import { BLANK, heard } from "../../common/operation/state";
import { isAsBefore, OUTCOMES, outcomeOf, spanOf, toneOf } from "./outcome";

test("only what succeeded whole is called good", () => {
  expect(OUTCOMES.filter((outcome) => toneOf(outcome) === "good")).toEqual(["succeeded", "staged"]);
  expect(toneOf(outcomeOf("something-new"))).toBe("bad");
});

test("the machine is said to be as before only where that is so", () => {
  expect(OUTCOMES.filter(isAsBefore)).toEqual(["rolled-back", "cancelled", "refused"]);
  expect(isAsBefore(outcomeOf("something-new"))).toBe(false);
});

test("how long it took is counted from the first step to the last", () => {
  const step = { number: 1, title: "a", component: null };
  const events: OperationEvent[] = [
    { kind: "step", number: 1, step, state: "running", problem: null, at: "2026-11-21T09:30:00Z" },
    { kind: "step", number: 2, step, state: "done", problem: null, at: "2026-11-21T09:30:42Z" },
  ];
  expect(spanOf(events.reduce(heard, BLANK))?.seconds).toBe(42);
  expect(spanOf(BLANK)).toBeUndefined();
});
