import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";

import { explained, refuse } from "../../backend/mock/answering";
import { journeyAt } from "../../backend/mock/cases";
import { form as monitoring } from "../../backend/mock/data/form";
import type { AnswersRequest } from "../../backend/generated/AnswersRequest";
import type { FormView } from "../../backend/generated/FormView";
import type { QuestionView } from "../../backend/generated/QuestionView";
import { show, type ShowOptions } from "../../common/testing";
import { useJourney } from "../context";
import { type Journey, START } from "../journey";
import { Configure } from "./Configure";

let seen: Journey = START;

function Seen() {
  seen = useJourney().journey;
  return null;
}

function showIt(options: ShowOptions = {}) {
  return show(
    <>
      <Configure />
      <Seen />
    </>,
    { journey: journeyAt("configure") ?? START, ...options },
  );
}

const plain: QuestionView = {
  key: "", title: "", help: "", group: "", kind: "text", required: false, secret: false, kept: false,
  default: null, before: null, mark: "", licence: null,
};

/** A form with two questions, the second of which is asked when the first is answered with yes. */
const conditional: FormView = {
  carriedFrom: null,
  answers: {},
  schema: {
    type: "object",
    properties: { tls: { type: "boolean" } },
    if: { properties: { tls: { const: true } }, required: ["tls"] },
    then: { properties: { certificate: { type: "string", "x-file": { max_bytes: 100 } } }, required: ["certificate"] },
  },
  questions: [
    { ...plain, key: "tls", title: "Encrypt", kind: "yes-or-no", required: true },
    { ...plain, key: "certificate", title: "Certificate", kind: "file", required: true },
  ],
};

const judgeConditional = ({ answers }: AnswersRequest) => {
  const asked = answers["tls"] === true ? ["tls", "certificate"] : ["tls"];
  const stray = "certificate" in answers && answers["tls"] !== true;
  const missing = asked.filter((key) => answers[key] === undefined);
  const problems = [
    ...missing.map((field) => ({ field, code: "answer-missing", message: "There is no answer." })),
    ...(stray ? [{ field: "certificate", code: "answer-not-asked", message: "Not asked." }] : []),
  ];
  return { asked, problems, sha256: problems.length === 0 ? "ab" : null };
};

test("questions stand under their headings, with the answers that were carried over", async () => {
  showIt();
  const alerts = await screen.findByRole("region", { name: "Alerts" });
  expect(within(alerts).getByLabelText(/Port of Alertmanager/)).toHaveProperty("value", "9093");
  expect(screen.getByLabelText(/Name of the site/)).toHaveProperty("value", "hall-7");
  expect(screen.getByText("Carried over from version 1.0.0")).toBeDefined();
  expect(screen.getAllByText("New since version 1.0.0").length).toBeGreaterThan(3);
});

test("nothing that is shown is changed by showing it", async () => {
  const { backend } = showIt();
  await screen.findByRole("region", { name: "Alerts" });
  expect(seen.draft).toBeNull();
  const judged = backend.made.filter(({ call }) => call === "judge_answers").map(({ request }) => (request as AnswersRequest).answers);
  expect(judged[0]).toEqual(monitoring.answers);
});

test("an answer that differs from the one before says so, and can be taken back", async () => {
  const { user } = showIt();
  const port = await screen.findByLabelText(/Port of Prometheus/);
  await user.clear(port);
  await user.type(port, "9500");
  expect(await screen.findByText("Changed; in version 1.0.0 it was: 9190")).toBeDefined();
  await user.click(screen.getByRole("button", { name: "Take it back" }));
  expect(port).toHaveProperty("value", "9190");
});

test("a problem is told at its question once that was left", async () => {
  const { user } = showIt();
  const port = await screen.findByLabelText(/Port of Prometheus/);
  await user.clear(port);
  await user.type(port, "80");
  expect(screen.queryByText("The port must be between 1024 and 65535.")).toBeNull();
  await user.tab();
  expect(await screen.findByText("The port must be between 1024 and 65535.")).toBeDefined();
  expect(port.getAttribute("aria-invalid")).toBe("true");
});

test("going on with answers that cannot stand leads to the first of them", async () => {
  const { user } = showIt();
  const port = await screen.findByLabelText(/Port of Prometheus/);
  await user.clear(port);
  await user.type(port, "80");
  await user.click(screen.getByRole("button", { name: "Continue" }));
  expect(await screen.findByText("2 answers cannot stand yet.")).toBeDefined();
  expect(document.activeElement).toBe(port);
  expect(seen.step).toBe("configure");
});

test("going on with answers that stand takes exactly the judged ones to the review", async () => {
  const { user } = showIt();
  await user.click(await screen.findByRole("checkbox", { name: /I accept: Licence terms/ }));
  await user.type(screen.getByLabelText(/Password for that address/, { selector: "input" }), "correct horse");
  await user.click(screen.getByRole("button", { name: "Continue" }));
  await waitFor(() => expect(seen.step).toBe("review"));
  expect(seen.answers).toMatchObject({ prometheus_port: 9190, accept_licence: true, alerts: { password: "correct horse" } });
  expect(seen.secrets).toEqual(["alerts.password"]);
});

test("the licence can be read, and is accepted by a person", async () => {
  const { user } = showIt();
  await user.click(await screen.findByRole("button", { name: "Read the terms" }));
  const dialog = await screen.findByRole("dialog");
  expect(await within(dialog).findByText(/There is no warranty/)).toBeDefined();
  await user.click(within(dialog).getByRole("button", { name: "Accept the terms" }));
  await waitFor(() => expect(screen.getByRole("checkbox", { name: /I accept/ })).toHaveProperty("checked", true));
});

test("a secret is masked until somebody asks to see it", async () => {
  const { user } = showIt();
  const password = await screen.findByLabelText(/Password for that address/, { selector: "input" });
  expect(password.getAttribute("type")).toBe("password");
  await user.click(screen.getByRole("button", { name: "Show Password for that address" }));
  expect(password.getAttribute("type")).toBe("text");
});

test("a secret that is kept stays unless another is given", async () => {
  const kept = monitoring.questions.map((question) => (question.secret ? { ...question, kept: true, mark: "same" } : question));
  showIt({ over: { form: () => ({ ...monitoring, questions: kept }) } });
  expect(await screen.findByPlaceholderText("kept as it is")).toBeDefined();
  expect(screen.getByText(/One is kept from before/)).toBeDefined();
});

test("a question that another brings up is asked then, and its answer counts only then", async () => {
  const { user } = showIt({ over: { form: () => conditional, judge_answers: judgeConditional } });
  await user.click(await screen.findByRole("radio", { name: "Yes" }));
  await user.type(await screen.findByLabelText(/Certificate/), "PEM");
  await user.click(screen.getByRole("radio", { name: "No" }));
  await waitFor(() => expect(screen.queryByLabelText(/Certificate/)).toBeNull());
  await user.click(screen.getByRole("button", { name: "Continue" }));
  await waitFor(() => expect(seen.answers).toEqual({ tls: false }));
});

test("a file's text is taken, unless it is none or too large", async () => {
  const file = (id: number, name: string, bytes: number) => ({ picks: [{ id, name, place: `/home/${name}`, bytes }] });
  const chosen = [file(1, "large.pem", 101), file(2, "binary.pem", 2), file(3, "good.pem", 3)];
  const { user, backend } = showIt({
    over: {
      form: () => ({ ...conditional, answers: { tls: true } }),
      judge_answers: judgeConditional,
      pick_files: () => chosen.shift() ?? { picks: [] },
      read_text: ({ file }) => (file === 3 ? { text: "PEM" } : refuse(explained("file-not-text", "This file is not text.", ""))),
    },
  });
  await screen.findByLabelText(/Certificate/);
  expect(document.querySelector("input[type=file]")).toBeNull();
  const take = () => user.click(screen.getByRole("button", { name: "Take the contents of a file…" }));
  await take();
  expect(await screen.findByText(/large.pem has 101.B; at most 100.B are taken/)).toBeDefined();
  await take();
  expect(await screen.findByText("binary.pem is not a text file.")).toBeDefined();
  await take();
  await waitFor(() => expect(screen.getByLabelText(/Certificate/)).toHaveProperty("value", "PEM"));
  const read = backend.made.filter(({ call }) => call === "read_text").map(({ request }) => request);
  expect(read).toEqual([{ file: 2, most: 100 }, { file: 3, most: 100 }]);
});

test("answers come from a file, and what fits no question is named", async () => {
  const { user } = showIt({ over: { load_answers: () => ({ answers: { retention_days: 90, gone: 1 } }) } });
  await user.click(await screen.findByRole("button", { name: "Load answers…" }));
  expect(await screen.findByText("One answer was taken from answers.json.")).toBeDefined();
  expect(screen.getByText(/left out: gone/)).toBeDefined();
  expect(screen.getByLabelText(/Days that samples are kept/)).toHaveProperty("value", "90");
});

test("answers that were typed a moment ago are among those that are saved", async () => {
  const { user, backend } = showIt();
  const site = await screen.findByRole("textbox", { name: /Name of the site/ });
  await user.clear(site);
  await user.type(site, "Hall 9");
  await user.click(screen.getByRole("button", { name: "Save answers…" }));
  await waitFor(() => expect(backend.made.some(({ call }) => call === "save_answers")).toBe(true));
  const saved = backend.made.find(({ call }) => call === "save_answers")?.request;
  expect(saved).toMatchObject({ answers: { site: "Hall 9" } });
});

test("entries of a list are added and removed", async () => {
  const { user, backend } = showIt();
  await user.click(await screen.findByRole("button", { name: "Add an entry" }));
  await user.keyboard("deputy");
  await user.click(screen.getByRole("button", { name: "Remove entry 1" }));
  await waitFor(() => {
    const last = backend.made.filter(({ call }) => call === "judge_answers").at(-1)?.request as AnswersRequest;
    expect(last.answers["alerts"]).toMatchObject({ receivers: ["deputy"] });
  });
});

test("a release that asks nothing says so, and goes on with the answers in force", async () => {
  const { user } = showIt({ over: { form: () => ({ ...conditional, questions: [] }) } });
  expect(await screen.findByText("This release asks nothing")).toBeDefined();
  await user.click(screen.getByRole("button", { name: "Continue" }));
  expect([seen.step, seen.answers]).toEqual(["review", null]);
});
