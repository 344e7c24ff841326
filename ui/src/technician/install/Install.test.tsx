import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";

import { explained, refuse } from "../../backend/mock/answering";
import { journeyAt } from "../../backend/mock/cases";
import type { RunEnd } from "../../backend/generated/RunEnd";
import { show, type ShowOptions } from "../../common/testing";
import { useJourney } from "../context";
import { type Journey, START } from "../journey";
import { CarryOut } from "./CarryOut";
import { Install } from "./Install";

let seen: Journey = START;

function Seen() {
  seen = useJourney().journey;
  return null;
}

const journey = journeyAt("install") ?? START;
const at = "2026-11-21T09:30:00Z";
const end: RunEnd = {
  operation: "5a3f", outcome: "succeeded", success: true, failure: null, left: [], active: "1.1.0", reboot: false, recovered: [],
};

function showIt(options: ShowOptions = {}) {
  return show(
    <>
      <Install />
      <CarryOut />
      <Seen />
    </>,
    { journey, ...options },
  );
}

/** A run that goes on until it is told to end. */
function held(): { run: NonNullable<NonNullable<ShowOptions["over"]>["run"]>; end: (end: RunEnd) => void } {
  let finish: (end: RunEnd) => void = () => undefined;
  const ended = new Promise<RunEnd>((done) => (finish = done));
  return {
    end: finish,
    run: (_, { tell, operation }) => {
      const step = { number: 1, title: "Place files", component: "exporter" };
      tell({ kind: "started", number: 1, operation, what: "Upgrade", steps: 14 });
      tell({ kind: "step", number: 2, step, state: "running", problem: null, at });
      tell({ kind: "output", step: 1, text: "unpacking\n", whole: false });
      tell({
        kind: "progress", overall: 0.05, undoing: false, step: 1, bytes: { done: 30, total: 60 },
        files: null, rate: 10, secondsLeft: 3, elapsed: null,
      });
      return ended;
    },
  };
}

test("what was agreed is carried out once, with its digest and what goes on record", async () => {
  const { backend } = showIt();
  await waitFor(() => expect(seen.step).toBe("done"));
  const runs = backend.made.filter(({ call }) => call === "run");
  expect(runs).toHaveLength(1);
  expect(runs[0]?.request).toMatchObject({
    plan: journey.agreed?.plan.digest, ticket: "CHG-4711", person: "Tina Brandt", change: { want: "install" },
  });
});

test("shows each component, the step in hand and what it writes", async () => {
  showIt({ over: { run: held().run } });
  const exporter = await screen.findByRole("region", { name: "Exporter of the host's measurements" });
  await waitFor(() => expect(within(exporter).getByText("in hand")).toBeDefined());
  const bar = screen.getByRole("progressbar", { name: "Overall progress" });
  await waitFor(() => expect(bar.getAttribute("aria-valuetext")).toBe("5%"));
  expect(screen.getByRole("log").textContent).toContain("unpacking");
});

test("stopping asks first, says what happens, and its safe answer goes on", async () => {
  const { user, backend } = showIt({ over: { run: held().run } });
  await user.click(await screen.findByRole("button", { name: "Stop and take back" }));
  const dialog = await screen.findByRole("dialog");
  expect(dialog.textContent).toContain("every step that was done is taken back");
  await user.click(within(dialog).getByRole("button", { name: "Go on" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(backend.made.some(({ call }) => call === "cancel")).toBe(false);
  await user.click(screen.getByRole("button", { name: "Stop and take back" }));
  await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Stop and take back" }));
  expect(await screen.findByRole("button", { name: "Stopping…" })).toBeDefined();
  expect(backend.made.filter(({ call }) => call === "cancel")).toHaveLength(1);
});

test("a refusal before the first step leads back to the plan, with the reason", async () => {
  showIt({ over: { run: () => refuse(explained("plan-changed", "The plan has changed.", "Look again.")) } });
  await waitFor(() => expect(seen.step).toBe("review"));
  expect(seen.refused?.message).toBe("The plan has changed.");
  expect(seen.agreed).toBeNull();
});

test("a run that breaks off after a step has begun is not said to have done nothing", async () => {
  showIt({
    over: {
      run: (_, { tell }) => {
        tell({ kind: "step", number: 1, step: { number: 1, title: "Place files", component: null }, state: "running", problem: null, at });
        return refuse(explained("database-failed", "The database cannot be written.", "Free some room."));
      },
    },
  });
  expect(await screen.findByText("The program cannot say any more how the change stands.")).toBeDefined();
  expect(seen.step).toBe("install");
});

test("a run that breaks off before its first step is not said to have done nothing once it is in the log", async () => {
  showIt({
    over: {
      run: (_, { tell, operation }) => {
        tell({ kind: "started", number: 1, operation, what: "Upgrade", steps: 14 });
        return refuse(explained("database-failed", "The database cannot be written.", "Free some room."));
      },
    },
  });
  expect(await screen.findByText("The program cannot say any more how the change stands.")).toBeDefined();
  expect(seen.step).toBe("install");
});

test.each(["elevation-gone", "internal"])("whether anything was begun is not known after %s", async (code) => {
  showIt({ over: { run: () => refuse(explained(code, "It is gone.", "Unlock the machine again.")) } });
  expect(await screen.findByText("The program cannot say any more how the change stands.")).toBeDefined();
  expect(seen.step).toBe("install");
});

test("the log can be saved where a person chose", async () => {
  const run = held();
  const { user, backend } = showIt({ over: { run: run.run } });
  await screen.findByText(/unpacking/);
  await user.click(screen.getByRole("button", { name: "Save…" }));
  await waitFor(() => expect(backend.made.find(({ call }) => call === "save_text")?.request).toMatchObject({ text: "unpacking" }));
  run.end(end);
  await waitFor(() => expect(seen.end?.outcome).toBe("succeeded"));
});
