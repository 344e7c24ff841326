import { expect, test } from "vitest";

import type { PlanView } from "../backend/generated/PlanView";
import type { RunEnd } from "../backend/generated/RunEnd";
import { type Act, before, changeOf, isOpen, type Journey, START, STEPS, travelled } from "./journey";

const subject = { product: "com.example.monitoring", name: "Monitoring", version: "1.1.0" };
const toReview: Act[] = [
  { kind: "chosen", volumes: [1] },
  { kind: "brought-in", subject },
  { kind: "judged", compatible: true },
  { kind: "answered", answers: { port: 9090 } },
];

function after(...acts: Act[]): Journey {
  return acts.reduce(travelled, START);
}

function agreed(journey: Journey): Act {
  const change = changeOf(journey, subject);
  return { kind: "agreed", agreement: { id: "1", plan: {} as PlanView, change, ticket: "", reason: "", person: "" } };
}

test("at first nothing but the media is open", () => {
  expect(STEPS.filter((step) => isOpen(START, step))).toEqual(["media"]);
  expect(travelled(START, { kind: "show", step: "review" })).toBe(START);
});

test("each step opens the next", () => {
  expect(after(...toReview.slice(0, 1)).step).toBe("verify");
  expect(after(...toReview.slice(0, 2)).step).toBe("compatibility");
  expect(isOpen(after(...toReview.slice(0, 2)), "configure")).toBe(false);
  expect(isOpen(after(...toReview.slice(0, 3)), "configure")).toBe(true);
  expect(after(...toReview).step).toBe("review");
});

test("what another machine's facts say opens nothing here", () => {
  const facts = { id: 3, name: "facts.json", place: "/media", bytes: 1 };
  const journey = after(...toReview.slice(0, 2), { kind: "facts", facts }, { kind: "judged", compatible: true });
  expect(isOpen(journey, "configure")).toBe(false);
});

test("other volumes forget all that was built on the first ones", () => {
  const journey = travelled(after(...toReview), { kind: "chosen", volumes: [2] });
  expect(journey).toEqual({ ...START, volumes: [2], step: "verify" });
});

test("once it was agreed there is no way back, and after the end only what came of it", () => {
  const review = after(...toReview);
  const running = travelled(review, agreed(review));
  expect(STEPS.filter((step) => isOpen(running, step))).toEqual(["install"]);
  expect(before(running)).toBeUndefined();
  const done = travelled(running, { kind: "ended", end: {} as RunEnd });
  expect(STEPS.filter((step) => isOpen(done, step))).toEqual(["done"]);
});

test("removing a product begins with the review", () => {
  const journey = after({ kind: "wanted", want: "uninstall", subject: { ...subject, version: null } });
  expect(journey.step).toBe("review");
  expect(before(journey)).toBeUndefined();
  expect(isOpen(journey, "configure")).toBe(false);
});

test("the way back skips nothing that is open", () => {
  expect(before(after(...toReview))).toBe("configure");
  expect(before(after({ kind: "wanted", want: "install", subject }))).toBe("media");
});

test("what is planned is what was chosen", () => {
  const journey = after(...toReview, { kind: "choices", choices: { stageOnly: true } });
  expect(changeOf(journey, subject)).toEqual({
    want: "install", product: "com.example.monitoring", version: "1.1.0", answers: { port: 9090 },
    with: [], without: [], stageOnly: true, replaceEdited: false, accepted: [],
  });
});

test("nothing hides what runs", () => {
  const review = after(...toReview);
  const running = travelled(review, agreed(review));
  for (const act of [{ kind: "chosen", volumes: [7] }, { kind: "anew" }] satisfies Act[]) {
    expect(travelled(running, act)).toBe(running);
  }
  expect(travelled(running, { kind: "withdrawn", why: null })).toEqual(review);
});

test("after all was taken back, or was never begun, the plan can be looked at again", () => {
  const review = after(...toReview);
  const running = travelled(review, agreed(review));
  const ended = travelled(running, { kind: "ended", end: { outcome: "rolled-back" } as RunEnd });
  expect(travelled(ended, { kind: "withdrawn", why: null })).toEqual(review);
  const why = new Error("plan-changed");
  const refused = travelled(running, { kind: "withdrawn", why });
  expect([refused.step, refused.refused]).toEqual(["review", why]);
  expect(travelled(refused, agreed(refused)).refused).toBeNull();
});

test("secrets are forgotten when it has ended, and asked for before the plan is looked at again", () => {
  const draft = { "login.password": "hunter2", "login.user": "ada" };
  const answers = { login: { password: "hunter2", user: "ada" } };
  const review = after(
    ...toReview.slice(0, 3),
    { kind: "drafted", draft },
    { kind: "answered", answers, secrets: ["login.password"] },
  );
  const running = travelled(review, agreed(review));
  expect(JSON.stringify(running)).toContain("hunter2");
  const ended = travelled(running, { kind: "ended", end: { outcome: "rolled-back" } as RunEnd });
  expect(JSON.stringify(ended)).not.toContain("hunter2");
  expect(ended.answers).toEqual({ login: { user: "ada" } });
  const again = travelled(ended, { kind: "withdrawn", why: null });
  expect([again.step, isOpen(again, "review"), again.draft]).toEqual(["configure", false, { "login.user": "ada" }]);
});

test("answers that are being changed are not reviewed until they stand", () => {
  const journey = after(...toReview, { kind: "show", step: "configure" }, { kind: "drafted", draft: { port: 1 } });
  expect(isOpen(journey, "review")).toBe(false);
  expect(journey.draft).toEqual({ port: 1 });
  const answered = travelled(journey, { kind: "answered", answers: { port: 1 } });
  expect([answered.step, isOpen(answered, "review")]).toEqual(["review", true]);
});
