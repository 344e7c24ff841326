import { screen } from "@testing-library/react";
import { expect, test } from "vitest";

import type { World } from "../backend/mock/world";
import { show } from "../common/testing";
import { Recovery } from "./Recovery";

function interrupted(world: World) {
  world.overview.unfinished = [{ operation: "7c1d", what: "Upgrade", product: "Monitoring", since: "2026-11-21T08:58:03Z" }];
}

test("what was interrupted is told, put right when somebody says so, and led on from", async () => {
  const { user, backend } = show(<Recovery />, { world: interrupted });
  expect(await screen.findByText("Upgrade of Monitoring")).toBeDefined();
  expect(backend.made.some(({ call }) => call === "recover")).toBe(false);
  await user.click(screen.getByRole("button", { name: "Put it right now" }));
  expect(await screen.findByText("Upgrade of Monitoring: Everything was taken back")).toBeDefined();
  expect(await screen.findByRole("button", { name: "Go on to work" })).toBeDefined();
});

test("what could not be taken back is listed, with what to do", async () => {
  const left = ["/opt/com.example/current is still there"];
  show(<Recovery />, {
    world: (world) => {
      world.overview.recovered = [
        { operation: "7c1d", what: "Upgrade", product: "Monitoring", outcome: "failed-partially", left },
      ];
    },
  });
  expect(await screen.findByText("Upgrade of Monitoring: Not everything could be taken back")).toBeDefined();
  expect(screen.getByText("/opt/com.example/current is still there")).toBeDefined();
  expect(screen.getByText(/Put it right by hand/)).toBeDefined();
});

test("an outcome of a later version is shown as it stands and not called well", async () => {
  show(<Recovery />, {
    world: (world) => {
      world.overview.recovered = [{ operation: "7c1d", what: "Upgrade", product: "Monitoring", outcome: "mended", left: [] }];
    },
  });
  expect(await screen.findByText("Upgrade of Monitoring: It ended: mended")).toBeDefined();
});

test("a failure is told and can be tried again", async () => {
  const failure = { code: "x", message: "The disk is full.", detail: "", lines: [], questions: [], remedy: "Free some room.", exit: 1 };
  const { user } = show(<Recovery />, { world: interrupted, over: { recover: () => ({ runs: [], failure }) } });
  await user.click(await screen.findByRole("button", { name: "Put it right now" }));
  expect(await screen.findByText("The disk is full.")).toBeDefined();
  expect(screen.getByRole("button", { name: "Put it right now" })).toBeDefined();
});

test("while it is put right, a bar says how far that is and which step is in hand", async () => {
  let finish: (() => void) | undefined;
  const { user } = show(<Recovery />, {
    world: interrupted,
    over: {
      recover: async (_, { world, tell, operation }) => {
        tell({ kind: "started", number: 1, operation, what: "Recover", steps: 4 });
        const step = { number: 3, title: "Place files", component: null };
        tell({ kind: "step", number: 2, step, state: "running", problem: null, at: "2026-11-21T09:00:00Z" });
        tell({
          kind: "progress", overall: 0.5, undoing: false, step: 3, bytes: null, files: null, rate: null, secondsLeft: null, elapsed: null,
        });
        await new Promise<void>((done) => (finish = done));
        world.overview = { unfinished: [], recovered: [] };
        return { runs: [], failure: null };
      },
    },
  });
  await user.click(await screen.findByRole("button", { name: "Put it right now" }));
  expect(await screen.findByText("Putting right what was interrupted…")).toBeDefined();
  expect(await screen.findByText("50%")).toBeDefined();
  expect(screen.getAllByText(/Place files/).length).toBeGreaterThan(0);
  finish?.();
  expect(await screen.findByRole("button", { name: "Go on to work" })).toBeDefined();
});
