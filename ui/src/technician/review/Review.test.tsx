import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";

import { BackendError } from "../../backend/backend";
import { explained, refuse } from "../../backend/mock/answering";
import { journeyAt } from "../../backend/mock/cases";
import { planOf } from "../../backend/mock/data/plan";
import type { ChangeRequest } from "../../backend/generated/ChangeRequest";
import { show, type ShowOptions } from "../../common/testing";
import { useJourney } from "../context";
import { type Journey, START } from "../journey";
import { Review } from "./Review";

let seen: Journey = START;

function Seen() {
  seen = useJourney().journey;
  return null;
}

const journey: Journey = { ...(journeyAt("review") ?? START), claims: { ticket: "CHG-1", reason: "", person: null } };

/** The plan without the step that nobody can take back. */
function undoable(change: ChangeRequest) {
  const plan = planOf(change);
  return { ...plan, irreversible: false, steps: plan.steps.filter((step) => !step.irreversible) };
}

function showIt(options: ShowOptions = {}) {
  return show(
    <>
      <Review />
      <Seen />
    </>,
    { journey, ...options },
  );
}

test("says in one sentence what will be, and that nothing has happened yet", async () => {
  showIt();
  expect(await screen.findByText("Monitoring will go from version 1.0.0 to 1.1.0.")).toBeDefined();
  expect(screen.getByText("Nothing has happened yet")).toBeDefined();
});

test("steps that cannot be undone are named before everything else, and asked about once more", async () => {
  const { user } = showIt();
  const caution = await screen.findByText("One step cannot be undone");
  expect(caution.closest("[role=alert]")?.textContent).toContain("Tell the plant's board");
  await user.click(await screen.findByRole("button", { name: "Install now" }));
  const dialog = await screen.findByRole("dialog");
  expect(dialog.textContent).toContain("One step of this plan cannot be undone");
  await waitFor(() => expect(document.activeElement?.textContent).toBe("Cancel"));
  await user.click(within(dialog).getByRole("button", { name: "Install now" }));
  expect(seen.step).toBe("install");
});

test("a yes is to the very plan that was shown", async () => {
  const { user } = showIt({ over: { plan: undoable } });
  await screen.findByText("Every step can be undone");
  await user.click(screen.getByRole("button", { name: "Install now" }));
  expect(seen.agreed).toMatchObject({
    plan: { digest: planOf(seen.agreed!.change).digest },
    change: { want: "install", version: "1.1.0", answers: { prometheus_port: 9190 } },
    ticket: "CHG-1",
    person: "Tina Brandt",
  });
});

test("going on with Enter never says yes, Ctrl+Enter does", async () => {
  const { user } = showIt({ over: { plan: undoable } });
  await screen.findByText("Every step can be undone");
  screen.getByRole("heading", { name: "The plan" }).focus();
  await user.keyboard("{Enter}{Enter}");
  expect(seen.step).toBe("review");
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(seen.step).toBe("install");
});

test("pressing twice is one yes", async () => {
  const { user } = showIt({ over: { plan: undoable } });
  await screen.findByText("Every step can be undone");
  const yes = screen.getByRole("button", { name: "Install now" });
  await user.dblClick(yes);
  const first = seen.agreed?.id;
  await user.click(yes);
  expect(first).toBeDefined();
  expect(seen.agreed?.id).toBe(first);
});

test("without the ticket that the policy asks for nothing goes on", async () => {
  const { user } = showIt({ over: { plan: undoable }, journey: { ...journey, claims: { ticket: "", reason: "", person: "T" } } });
  expect(await screen.findByText("A ticket is needed")).toBeDefined();
  await user.click(screen.getByRole("button", { name: "Install now" }));
  expect(seen.step).toBe("review");
  await user.type(screen.getByLabelText(/Ticket/), "CHG-9");
  await waitFor(() => expect(screen.queryByText("A ticket is needed")).toBeNull());
});

test("where the policy asks for a reason and no ticket, the reason has the star", async () => {
  const { user } = showIt({
    over: { plan: undoable },
    world: (world) => (world.rules = { ticket: false, reason: true }),
    journey: { ...journey, claims: { ticket: "", reason: "", person: "T" } },
  });
  expect(await screen.findByText("A reason is needed")).toBeDefined();
  expect(screen.getByLabelText(/Reason/)).toHaveProperty("required", true);
  expect(screen.getByLabelText(/Ticket/)).toHaveProperty("required", false);
  await user.type(screen.getByLabelText(/Reason/), "Yearly update");
  await user.click(screen.getByRole("button", { name: "Install now" }));
  expect(seen.agreed).toMatchObject({ ticket: "", reason: "Yearly update", person: "T" });
});

test("leaving an optional part out has the plan made again", async () => {
  const { user, backend } = showIt();
  await user.click(await screen.findByRole("checkbox", { name: "Alertmanager" }));
  await waitFor(() => {
    const last = backend.made.filter(({ call }) => call === "plan").at(-1)?.request;
    expect(last).toMatchObject({ without: ["alertmanager"], with: [] });
  });
});

test("laying ready only is another plan with its own word on the button", async () => {
  const { user } = showIt();
  await user.click(await screen.findByRole("radio", { name: "Lay ready only" }));
  expect(await screen.findByRole("button", { name: "Lay ready now" })).toBeDefined();
  expect(screen.getByText(/will be laid ready/)).toBeDefined();
});

test("a question of the policy is accepted, and the plan made with that", async () => {
  const question = { code: "downgrade", what: "1.1.0 is older than what ran here.", acceptable: true };
  const { user } = showIt({
    over: {
      plan: (change) =>
        change.accepted.includes("downgrade")
          ? undoable(change)
          : refuse(explained("downgrade", "The policy asks.", "Accept it.", { questions: [question], exit: 12 })),
    },
  });
  const box = await screen.findByRole("checkbox", { name: "1.1.0 is older than what ran here." });
  expect(screen.getByText("A question of the policy is open")).toBeDefined();
  await user.click(box);
  await screen.findByText("Every step can be undone");
  await user.click(screen.getByRole("button", { name: "Install now" }));
  expect(seen.agreed?.change.accepted).toEqual(["downgrade"]);
});

test("what the policy does not allow cannot be accepted", async () => {
  const question = { code: "expired", what: "The release has expired.", acceptable: false };
  showIt({ over: { plan: () => refuse(explained("expired", "No.", "", { questions: [question] })) } });
  expect(await screen.findByText("The release has expired.")).toBeDefined();
  expect(screen.queryByRole("checkbox", { name: "The release has expired." })).toBeNull();
  expect(screen.getByText(/does not allow this here/)).toBeDefined();
});

test("a plan that became another one since the yes is shown as such", async () => {
  const refused = new BackendError(explained("plan-changed", "The plan has changed.", "Look at it again."));
  showIt({ journey: { ...journey, refused } });
  expect(screen.getByText("The plan is another now than the one you said yes to.")).toBeDefined();
  expect(await screen.findByText(/will go from version/)).toBeDefined();
});

test("a failure to plan says what is in the way, and nothing can be begun", async () => {
  const { user } = showIt({ over: { plan: () => refuse(explained("not-enough-room", "There is not enough room.", "Free some.")) } });
  expect(await screen.findByText("There is not enough room.")).toBeDefined();
  await user.click(screen.getByRole("button", { name: "Install now" }));
  expect(seen.step).toBe("review");
});

test("removing a product with its data asks with the consequence", async () => {
  const { user } = showIt({ journey: { ...journey, want: "purge" } });
  expect(await screen.findByText("The data will be destroyed")).toBeDefined();
  await user.click(screen.getByRole("button", { name: "Remove with its data now" }));
  expect((await screen.findByRole("dialog")).textContent).toContain("Nobody can bring the data back");
});
