import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";

import { show } from "../../common/testing";
import { Journey } from "../Journey";

test("drives are shown with what lies on them and what is missing of a set", async () => {
  show(<Journey />);
  const stick = await screen.findByRole("region", { name: "EXAMPLE" });
  expect(stick.textContent).toContain("21.0\u00a0GiB of 29.0\u00a0GiB free");
  expect(within(stick).getByRole("radio", { name: "Historian 4.2.0" }).textContent).toContain("Not on this drive: volume 2");
});

test("a chosen package leads to its signatures", async () => {
  const { user, backend } = show(<Journey />);
  const next = await screen.findByRole("button", { name: "Look at it" });
  expect(next.getAttribute("aria-disabled")).toBe("true");
  await user.click(await screen.findByRole("radio", { name: "Historian 4.2.0" }));
  await user.click(next);
  expect(await screen.findByRole("heading", { name: "Who signed it?" })).toBeDefined();
  expect(backend.made).toContainEqual({ call: "look", request: { volumes: [111, 113] } });
});

test("without a drive it says what to do, and files can be chosen", async () => {
  const { user, backend } = show(<Journey />, { world: (world) => (world.drives = []) });
  expect(await screen.findByText(/drop them on this window/)).toBeDefined();
  await user.click(screen.getByRole("button", { name: "Choose files…" }));
  expect(await screen.findByRole("heading", { name: "Who signed it?" })).toBeDefined();
  expect(backend.made).toContainEqual({ call: "pick_files", request: { purpose: "package" } });
});

test("while a dialog is open no other can be laid upon it", async () => {
  let close: (() => void) | undefined;
  const { user, backend } = show(<Journey />, {
    over: { pick_files: () => new Promise((done) => (close = () => done({ picks: [] }))) },
  });
  await user.click(await screen.findByRole("button", { name: "Choose files…" }));
  const folder = screen.getByRole<HTMLButtonElement>("button", { name: "Choose a folder…" });
  await waitFor(() => expect(folder.disabled).toBe(true));
  await user.click(folder);
  expect(backend.made.filter(({ call }) => call.startsWith("pick_"))).toHaveLength(1);
  close?.();
  await waitFor(() => expect(folder.disabled).toBe(false));
});

test("a dialog that was closed changes nothing", async () => {
  const { user } = show(<Journey />, { world: (world) => (world.drives = []), over: { pick_files: () => ({ picks: [] }) } });
  await user.click(await screen.findByRole("button", { name: "Choose files…" }));
  expect(screen.getByRole("heading", { name: "Where is the software?" })).toBeDefined();
});

test("a drive that cannot be looked at says why", async () => {
  const problem = {
    code: "media-read", message: "This drive cannot be read.", detail: "", lines: [], questions: [],
    remedy: "Try another socket.", exit: 18,
  };
  show(<Journey />, {
    world: (world) => (world.drives = world.drives.map((drive) => ({ ...drive, packages: [], refused: [], keys: [], problem }))),
  });
  const [first] = await screen.findAllByText("Try another socket.");
  expect(first).toBeDefined();
  expect(screen.queryByText("No packages lie on this drive.")).toBeNull();
});

test("a file that is named like a package and is none says why, and nothing can be chosen", async () => {
  const reason = {
    code: "volume-truncated", message: "The file ends too early.", detail: "", lines: [], questions: [],
    remedy: "Copy it again.", exit: 16,
  };
  const file = { id: 900, name: "torn.sealift", place: "/media/B/torn.sealift", bytes: 5 };
  show(<Journey />, {
    world: (world) => (world.drives = world.drives.slice(0, 1).map((drive) => ({ ...drive, packages: [], keys: [], refused: [{ file, reason }] }))),
  });
  expect(await screen.findByText("torn.sealift is named like a package and cannot be used as one")).toBeDefined();
  expect(screen.getByText("The file ends too early. Copy it again.")).toBeDefined();
  expect(screen.queryByRole("radio")).toBeNull();
  expect(screen.queryByText("No packages lie on this drive.")).toBeNull();
});

test("the only new package is chosen by itself, and Enter goes on", async () => {
  const { user } = show(<Journey />, { world: (world) => (world.drives = world.drives.slice(1)) });
  expect((await screen.findByRole("radio", { name: "Field Gateway 3.0.0" })).getAttribute("aria-checked")).toBe("true");
  await user.keyboard("{Enter}");
  expect(await screen.findByRole("heading", { name: "Who signed it?" })).toBeDefined();
});
