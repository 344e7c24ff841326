import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";

import { explained } from "../../backend/mock/answering";
import { journeyAt } from "../../backend/mock/cases";
import type { RunEnd } from "../../backend/generated/RunEnd";
import { show, type ShowOptions } from "../../common/testing";
import { type Place } from "../../shell/place";
import { useRoute } from "../../shell/route";
import { useJourney } from "../context";
import { type Journey, START } from "../journey";
import { Done } from "./Done";
import { OUTCOMES } from "./outcome";

let seen: Journey = START;
let place: Place = { screen: "journey" };

function Seen() {
  seen = useJourney().journey;
  place = useRoute().place;
  return null;
}

const journey = journeyAt("done") ?? START;

function showIt(end: Partial<RunEnd> = {}, options: ShowOptions = {}) {
  return show(
    <>
      <Done />
      <Seen />
    </>,
    { journey: { ...journey, end: { ...journey.end!, ...end } }, ...options },
  );
}

test.each(OUTCOMES)("says in plain words that it ended as %s", async (outcome) => {
  const success = ["succeeded", "succeeded-with-warnings", "reboot-required", "staged"].includes(outcome);
  showIt({ outcome, success });
  const status = (await screen.findAllByRole("status"))[0];
  expect(status?.textContent).toMatch(success ? /version 1.0.0 to 1.1.0/ : /failed|stopped|refused/);
});

test("an end that is not known is shown as it stands, and not as a success", async () => {
  showIt({ outcome: "half-done", success: false });
  expect(await screen.findByText(/a way that this window does not know: half-done/)).toBeDefined();
});

test("what could not be taken back is named, with the reason and what to do", async () => {
  showIt({
    outcome: "failed-partially", success: false, left: ["13. Tell the plant's board: It cannot be undone."],
    failure: explained("step-failed", "A step failed.", "Look at the log."),
  });
  expect(await screen.findByText("13. Tell the plant's board: It cannot be undone.")).toBeDefined();
  expect(screen.getByText(/has to be put right by hand/)).toBeDefined();
  expect(screen.getByText("Look at the log.")).toBeDefined();
  expect(screen.queryByText("What changed")).toBeNull();
});

test("a restart that is needed is asked for", async () => {
  showIt({ outcome: "reboot-required", reboot: true });
  expect(await screen.findByText("Restart the machine now")).toBeDefined();
});

test("where the machine is as it was, the plan can be looked at again", async () => {
  const { user } = showIt({ outcome: "rolled-back", success: false, active: "1.0.0" });
  expect((await screen.findAllByText("Monitoring 1.0.0")).length).toBe(1);
  await user.click(screen.getByRole("button", { name: "Look at the plan again" }));
  expect([seen.step, seen.agreed, seen.end]).toEqual(["review", null, null]);
});

test("after a success one goes to the product, its records, or the next release", async () => {
  const { user } = showIt();
  await user.click(await screen.findByRole("button", { name: "Look at it under Installed" }));
  expect(place).toEqual({ screen: "installed", product: "com.example.monitoring" });
  await user.click(screen.getByRole("button", { name: "See it in the audit log" }));
  expect(place).toEqual({ screen: "audit", operation: "5a3f" });
  await user.click(screen.getByRole("button", { name: "Bring in another release" }));
  expect(seen).toEqual(START);
});

test("the checkpoint is handed over only when somebody asks, because that is recorded", async () => {
  const { user, backend } = showIt();
  const button = await screen.findByRole("button", { name: /Show/ });
  expect(backend.made.some(({ call }) => call === "checkpoint")).toBe(false);
  await user.click(button);
  expect(await screen.findByRole("img")).toBeDefined();
});

test("the page is printed with who, why and which run", async () => {
  const { user, backend } = showIt({}, { over: { print: () => ({}) } });
  expect(await screen.findByText("CHG-4711")).toBeDefined();
  // As the one who carried it out, and where that person signs.
  expect(screen.getAllByText("Tina Brandt")).toHaveLength(2);
  await user.click(screen.getByRole("button", { name: "Print this page" }));
  await waitFor(() => expect(backend.made.some(({ call }) => call === "print")).toBe(true));
});
