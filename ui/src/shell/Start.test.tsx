import { act, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { App } from "../App";
import { explained, refuse } from "../backend/mock/answering";
import { mockBackend, type MockOptions } from "../backend/mock/mock";
import { type Journey, START, travelled } from "../technician/journey";

function open(options: MockOptions = {}, journey?: Journey) {
  const backend = mockBackend(options);
  render(<App backend={backend} journey={journey} />);
  return { backend, user: userEvent.setup() };
}

test("speaks the system's language, and another at once when it is chosen", async () => {
  const { user } = open({ world: (world) => Object.assign(world.about, { language: "de", locale: "de-DE" }) });
  expect(await screen.findByRole("heading", { name: "Wo ist die Software?" })).toBeDefined();
  expect(document.documentElement.lang).toBe("de");
  await user.click(screen.getByRole("button", { name: "Einstellungen" }));
  await user.click(await screen.findByRole("radio", { name: "English" }));
  expect(await screen.findByRole("heading", { name: "Settings" })).toBeDefined();
});

test("a locked site shows nothing but the way to an administrator", async () => {
  const { user, backend } = open({ world: (world) => (world.about.locked = true) });
  await user.click(await screen.findByRole("button", { name: "Ask for an administrator" }));
  expect(await screen.findByRole("heading", { name: "Where is the software?" })).toBeDefined();
  const calls = backend.made.map((made) => made.call);
  expect(calls.indexOf("overview")).toBeGreaterThan(calls.indexOf("unlock"));
});

test("a site that is locked again in the middle offers to unlock it, and nothing that was begun is lost", async () => {
  const gone = explained("elevation-gone", "It has ended.", "Unlock the machine again.");
  const { backend, user } = open({
    world: (world) => (world.preferences.exportMode = true),
    over: { trusted_keys: (_, { world }) => (world.about.locked ? refuse(gone) : world.keys) },
  });
  await user.click(await screen.findByRole("button", { name: "Export mode" }));
  await user.click(await screen.findByRole("button", { name: "Open…" }));
  fireEvent.change(await screen.findByLabelText("Text of sealift.toml"), { target: { value: "# mine" } });
  backend.world.about.locked = true;
  await user.click(screen.getByRole("button", { name: "Keys" }));
  const unlock = await screen.findByRole("button", { name: "Ask for an administrator" });
  expect(screen.getByText(/works with an administrator's rights has ended/)).toBeDefined();
  await user.click(unlock);
  await user.click(await screen.findByRole("button", { name: "Export mode" }));
  const text = (await screen.findByLabelText("Text of sealift.toml")) as HTMLTextAreaElement;
  expect(text.value).toBe("# mine");
  // It draws the largest screens twice.
}, 60_000);

test("while a site is locked, closing still asks and files wait for it to be open", async () => {
  const { backend, user } = open({ world: (world) => (world.about.locked = true) });
  await screen.findByRole("button", { name: "Ask for an administrator" });
  expect(screen.queryByText(/has ended/)).toBeNull();
  act(() => backend.happen({ kind: "dropped", picks: [{ id: 101, name: "a.sealift", place: "/a.sealift", bytes: 1 }], nameless: [] }));
  act(() => backend.happen({ kind: "close-asked", operations: [], unsaved: true }));
  const dialog = await screen.findByRole("dialog", { name: "A description is not saved" });
  await user.click(within(dialog).getByRole("button", { name: "Keep working" }));
  await user.click(await screen.findByRole("button", { name: "Ask for an administrator" }));
  expect(await screen.findByRole("heading", { name: "Who signed it?" })).toBeDefined();
});

test("export mode is offered only to whoever switched it on", async () => {
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "Settings" }));
  expect(screen.queryByRole("button", { name: "Export mode" })).toBeNull();
  await user.click(await screen.findByRole("switch", { name: /Export mode/ }));
  expect(await screen.findByRole("button", { name: "Export mode" })).toBeDefined();
});

test("keys lead to screens, and a question mark shows them all", async () => {
  const { user } = open();
  await screen.findByRole("heading", { name: "Where is the software?" });
  await user.keyboard("{Alt>}[Digit3]{/Alt}");
  expect(await screen.findByRole("heading", { name: "Releases in the depot" })).toBeDefined();
  await user.keyboard("?");
  expect(within(await screen.findByRole("dialog")).getByText("Main action, outside a field; not what begins a change")).toBeDefined();
});

test("files dropped on the window are looked at", async () => {
  const { backend } = open();
  await screen.findByRole("heading", { name: "Where is the software?" });
  act(() => backend.happen({ kind: "hovering" }));
  expect(await screen.findByText("Let go to look at these files")).toBeDefined();
  act(() => backend.happen({ kind: "dropped", picks: [{ id: 101, name: "a.sealift", place: "/a.sealift", bytes: 1 }], nameless: [] }));
  expect(await screen.findByRole("heading", { name: "Who signed it?" })).toBeDefined();
  expect(screen.queryByText("Let go to look at these files")).toBeNull();
});

test("files dropped on work in hand ask first, and keeping it is the safe answer", async () => {
  const journey = travelled(START, { kind: "brought-in", subject: { product: "com.example.monitoring", name: "Monitoring", version: "1.1.0" } });
  const { backend, user } = open({}, journey);
  await waitFor(() => expect(backend.made.map((made) => made.call)).toContain("check"));
  act(() => backend.happen({ kind: "dropped", picks: [{ id: 101, name: "a.sealift", place: "/a.sealift", bytes: 1 }], nameless: [] }));
  const dialog = await screen.findByRole("dialog");
  expect(dialog.textContent).toContain("What was begun for Monitoring is given up");
  await waitFor(() => expect(document.activeElement?.textContent).toBe("Cancel"));
  await user.click(within(dialog).getByRole("button", { name: "Look at the files" }));
  expect(await screen.findByRole("heading", { name: "Who signed it?" })).toBeDefined();
});

test("files that come while work runs are kept until it has ended, and said to be", async () => {
  let finish: (() => void) | undefined;
  const { backend, user } = open({
    over: {
      import: async () => {
        await new Promise<void>((done) => (finish = done));
        return { volumes: [], failure: explained("chunk-damaged", "A part is damaged.", "Import another copy.") };
      },
    },
  });
  await screen.findByRole("heading", { name: "Where is the software?" });
  act(() => backend.happen({ kind: "dropped", picks: [{ id: 101, name: "a.sealift", place: "/a.sealift", bytes: 1 }], nameless: [] }));
  await user.click(await screen.findByRole("button", { name: "Import and verify" }));
  await waitFor(() => expect(finish).toBeDefined());
  act(() => backend.happen({ kind: "dropped", picks: [{ id: 111, name: "b.sealift", place: "/b.sealift", bytes: 1 }], nameless: [] }));
  expect(await screen.findByText("To be looked at when the work that runs has ended: b.sealift")).toBeDefined();
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Look at them now" }).disabled).toBe(true);
  finish?.();
  expect(await screen.findByText("Not looked at yet: b.sealift")).toBeDefined();
  await user.click(screen.getByRole("button", { name: "Look at them now" }));
  await waitFor(() => expect(backend.made).toContainEqual({ call: "look", request: { volumes: [111] } }));
});

test("a key goes to be compared, a description to export mode, and neither to the import", async () => {
  const { backend } = open({ world: (world) => (world.preferences.exportMode = true) });
  await screen.findByRole("heading", { name: "Where is the software?" });
  const dropped = (id: number, name: string) =>
    act(() => backend.happen({ kind: "dropped", picks: [{ id, name, place: `/${name}`, bytes: 1 }], nameless: [] }));
  dropped(130, "northwind.pub");
  expect(await screen.findByRole("heading", { name: "Do you trust this key?" })).toBeDefined();
  await waitFor(() => expect(backend.made).toContainEqual({ call: "look_at_key", request: { key: 130 } }));
  dropped(208, "sealift.toml");
  expect(await screen.findByLabelText("Text of sealift.toml")).toBeDefined();
  expect(backend.made.some(({ call }) => call === "look")).toBe(false);
});

test("what cannot be taken is said: a name that is no text, a description without export mode", async () => {
  const { backend } = open();
  await screen.findByRole("heading", { name: "Where is the software?" });
  act(() =>
    backend.happen({ kind: "dropped", picks: [{ id: 208, name: "sealift.toml", place: "/sealift.toml", bytes: 1 }], nameless: ["a\ufffd.sealift"] }),
  );
  expect(await screen.findByText(/not UTF-8 text.*a\ufffd\.sealift/)).toBeDefined();
  expect(screen.getByText("Descriptions are opened in export mode")).toBeDefined();
  expect(backend.made.some(({ call }) => call === "open_description")).toBe(false);
});

test("closing over running work keeps it by default, and otherwise waits until all is taken back", async () => {
  const { backend, user } = open({ pace: 1 });
  await screen.findByRole("heading", { name: "Where is the software?" });
  act(() => backend.happen({ kind: "dropped", picks: [{ id: 101, name: "a.sealift", place: "/a.sealift", bytes: 1 }], nameless: [] }));
  await user.click(await screen.findByRole("button", { name: "Import and verify" }));
  await screen.findByRole("button", { name: "Stop the import" });
  act(() => backend.happen({ kind: "close-asked", operations: ["op"], unsaved: false }));
  const dialog = await screen.findByRole("dialog");
  await waitFor(() => expect(document.activeElement?.textContent).toBe("Keep working"));
  await user.click(within(dialog).getByRole("button", { name: "Stop, take back and close" }));
  expect(backend.made.map((made) => made.call)).not.toContain("close");
  await waitFor(() => expect(backend.made.map((made) => made.call)).toContain("close"), { timeout: 4000 });
});

test("work that ends while it is asked about is not said to run any more", async () => {
  const { backend, user } = open();
  await screen.findByRole("heading", { name: "Where is the software?" });
  act(() => backend.happen({ kind: "close-asked", operations: ["trust_key:1"], unsaved: false }));
  await screen.findByRole("dialog", { name: "Work is still running" });
  act(() => backend.happen({ kind: "ended", operation: "other" }));
  expect(screen.getByRole("dialog", { name: "Work is still running" })).toBeDefined();
  act(() => backend.happen({ kind: "ended", operation: "trust_key:1" }));
  const dialog = await screen.findByRole("dialog", { name: "The work has ended" });
  await user.click(within(dialog).getByRole("button", { name: "Close now" }));
  expect(backend.made.some(({ call }) => call === "close")).toBe(true);
});

test("closing over running work says as well what is in no file, and still asks when the work has ended", async () => {
  const { backend } = open();
  await screen.findByRole("heading", { name: "Where is the software?" });
  act(() => backend.happen({ kind: "close-asked", operations: ["pack:1"], unsaved: true }));
  const dialog = await screen.findByRole("dialog", { name: "Work is still running" });
  expect(within(dialog).getByText("A description is not saved")).toBeDefined();
  act(() => backend.happen({ kind: "ended", operation: "pack:1" }));
  expect(await screen.findByRole("dialog", { name: "A description is not saved" })).toBeDefined();
});

test("closing over work that is in no file asks, and losing it is a choice", async () => {
  const { backend, user } = open();
  await screen.findByRole("heading", { name: "Where is the software?" });
  act(() => backend.happen({ kind: "close-asked", operations: [], unsaved: true }));
  const dialog = await screen.findByRole("dialog", { name: "A description is not saved" });
  await user.click(within(dialog).getByRole("button", { name: "Keep working" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(backend.made.some(({ call }) => call === "close")).toBe(false);
  act(() => backend.happen({ kind: "close-asked", operations: [], unsaved: true }));
  await user.click(await screen.findByRole("button", { name: "Close and lose them" }));
  expect(backend.made.some(({ call }) => call === "close")).toBe(true);
});

const recovered = [{ operation: "7c1d", what: "Upgrade", product: "Monitoring", outcome: "rolled-back", left: [] }];

test("what another program put right since is told on start, once", async () => {
  const { backend } = open({ world: (world) => (world.overview.recovered = recovered) });
  expect(await screen.findByText("Upgrade of Monitoring: Everything was taken back")).toBeDefined();
  await waitFor(() => expect(backend.world.preferences.recoverySeen).toBe("7c1d"));
});

test("what this person was told of before does not stand in the way of the work", async () => {
  open({
    world: (world) => {
      world.overview.recovered = recovered;
      world.preferences.recoverySeen = "7c1d";
    },
  });
  expect(await screen.findByRole("heading", { name: "Where is the software?" })).toBeDefined();
});
