import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";

import { explained, refuse } from "../../backend/mock/answering";
import { journeyAt } from "../../backend/mock/cases";
import { compatible, incompatible } from "../../backend/mock/data/check";
import { show, type ShowOptions } from "../../common/testing";
import { useJourney } from "../context";
import { type Journey, START } from "../journey";
import { Compatibility } from "./Compatibility";

let seen: Journey = START;

function Seen() {
  seen = useJourney().journey;
  return null;
}

function showIt(options: ShowOptions = {}) {
  return show(
    <>
      <Compatibility />
      <Seen />
    </>,
    { journey: journeyAt("compatibility") ?? START, ...options },
  );
}

test("says in one sentence that it can be installed, and goes on", async () => {
  const { user } = showIt();
  expect(await screen.findByText("Monitoring 1.1.0 can be installed on this machine.")).toBeDefined();
  expect(screen.getByText(/One thing is worth knowing/)).toBeDefined();
  await user.click(screen.getByRole("button", { name: "Continue" }));
  expect(seen.step).toBe("configure");
});

test("what stops comes first, with expected, found and remedy, and nothing goes on", async () => {
  const { user } = showIt({ over: { check: () => incompatible } });
  expect(await screen.findByText(/cannot be installed on this machine: 2 requirements stop it/)).toBeDefined();
  const regions = screen.getAllByRole("region").map((region) => region.getAttribute("aria-label"));
  expect(regions).toEqual(["What stops it", "Worth knowing", "Met", "A machine elsewhere"]);
  expect(screen.getByText("held by process 812 (caddy)")).toBeDefined();
  expect(screen.getByText(/Stop caddy/)).toBeDefined();
  await user.click(screen.getByRole("button", { name: "Continue" }));
  expect(seen.step).toBe("compatibility");
});

test("checking again after something was put right opens the way", async () => {
  let isMended = false;
  const { user } = showIt({ over: { check: () => (isMended ? compatible : incompatible) } });
  await screen.findByText(/cannot be installed/);
  isMended = true;
  await user.click(screen.getByRole("button", { name: "Check again" }));
  await screen.findByText(/can be installed on this machine/);
  await waitFor(() => expect(seen.compatible).toBe(true));
});

test("what could not be judged is not said to be judged yet", async () => {
  showIt({ over: { check: () => refuse(explained("state-broken", "The site cannot be read.", "Recover it.")) } });
  expect(await screen.findByText("It could not be judged")).toBeDefined();
  expect(screen.queryByText("Not judged yet")).toBeNull();
});

test("another machine's facts are judged, and open nothing here", async () => {
  const elsewhere = { ...compatible, here: false, host: "hall-3" };
  const { user, backend } = showIt({ over: { check: ({ facts }) => (facts === null ? compatible : elsewhere) } });
  await user.click(await screen.findByRole("button", { name: "Judge another machine…" }));
  expect(await screen.findByText("Monitoring 1.1.0 could be installed on hall-3.")).toBeDefined();
  expect(backend.made.filter(({ call }) => call === "check").at(-1)?.request).toMatchObject({ facts: 204 });
  await user.click(screen.getByRole("button", { name: "Continue" }));
  expect(seen.step).toBe("compatibility");
  await user.click(screen.getByRole("button", { name: "Judge this machine" }));
  expect(await screen.findByText(/can be installed on this machine/)).toBeDefined();
});

test("this machine's facts are saved where a person chose", async () => {
  const { user, backend } = showIt();
  await user.click(await screen.findByRole("button", { name: "Save this machine's facts…" }));
  expect(await screen.findByText(/Saved: /)).toBeDefined();
  expect(backend.made.find(({ call }) => call === "pick_save")?.request).toEqual({ purpose: "facts", suggested: "facts-hall-7-scada.json" });
});
