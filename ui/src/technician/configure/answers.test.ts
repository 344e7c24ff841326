import { expect, test, vi } from "vitest";

import type { AnswersView } from "../../backend/generated/AnswersView";
import type { QuestionView } from "../../backend/generated/QuestionView";
import { byQuestion, flatten, nest, type Nested, only } from "./answers";
import { carried } from "./carried";
import { judged } from "./judge";

test("answers are nested in sections and come back as they were", () => {
  const answers = { site: "hall-7", "alerts.port": 9093, "alerts.mail.to": ["a"], quiet: false };
  const nested = { site: "hall-7", alerts: { port: 9093, mail: { to: ["a"] } }, quiet: false };
  expect(nest(answers)).toEqual(nested);
  expect(flatten(nested, Object.keys(answers))).toEqual({ answers, unknown: [] });
});

test("what is not answered stands nowhere", () => {
  expect(nest({ "alerts.port": undefined, site: null, zero: 0, empty: "" })).toEqual({ zero: 0, empty: "" });
});

test("what answers no question of the form is named", () => {
  expect(flatten({ site: "a", old: 1, alerts: { gone: true } }, ["site"])).toEqual({
    answers: { site: "a" },
    unknown: ["old", "alerts.gone"],
  });
});

test("only what is asked is kept", () => {
  expect(only({ a: 1, b: 2, c: undefined }, ["a", "c"])).toEqual({ a: 1 });
});

test("problems of a list's items are told at the list, counted from one", () => {
  const problems = [
    { field: "hosts[1]", code: "answer-format", message: "No host." },
    { field: "hosts", code: "answer-too-long", message: "Too many." },
    { field: "alerts.port", code: "answer-type", message: "No number." },
  ];
  expect(byQuestion(problems, (number, message) => `${number}: ${message}`)).toEqual({
    hosts: ["2: No host.", "Too many."],
    "alerts.port": ["No number."],
  });
});

/** Asks for `certificate` when the mode is secure, and for `password` when there is a certificate. */
function judge(answers: Nested): Promise<AnswersView> {
  const asked = ["mode"];
  if (answers["mode"] === "secure") asked.push("certificate");
  if (answers["certificate"] !== undefined) asked.push("password");
  const problems = Object.keys(answers)
    .filter((key) => !asked.includes(key))
    .map((field) => ({ field, code: "answer-not-asked", message: "Not asked." }));
  return Promise.resolve({ asked, problems, sha256: problems.length === 0 ? "00" : null });
}

test("answers to questions that are not asked any more are left out, in as many rounds as it takes", async () => {
  const { view, standing } = await judged(judge, { mode: "plain", certificate: "x", password: "y" });
  expect(standing).toEqual({ mode: "plain" });
  expect(view.problems).toEqual([]);
});

test("answers that are asked for again count again", async () => {
  const { standing } = await judged(judge, { mode: "secure", certificate: "x", password: "y" });
  expect(standing).toEqual({ mode: "secure", certificate: "x", password: "y" });
});

test("a form that contradicts itself is not judged for ever", async () => {
  const contrary = vi.fn((answers: Nested) =>
    Promise.resolve({ asked: "a" in answers ? [] : ["a"], problems: [], sha256: null }),
  );
  await judged(contrary, { a: 1 });
  expect(contrary.mock.calls.length).toBeLessThan(20);
});

test.each([
  [{ mark: "same", before: 30 }, 30, "same"],
  [{ mark: "same", before: 30 }, 31, "changed"],
  [{ mark: "changed", before: null }, undefined, "refused"],
  [{ mark: "new", before: null }, 1, "new"],
  [{ mark: "same", before: null, secret: true, kept: true }, undefined, "same"],
  [{ mark: "same", before: null, secret: true, kept: true }, "other", "changed"],
  [{ mark: "", before: null }, 1, "none"],
] as const)("%j answered with %j is %s", (question, answer, word) => {
  expect(carried({ secret: false, kept: false, ...question } as QuestionView, answer, true)).toBe(word);
});
