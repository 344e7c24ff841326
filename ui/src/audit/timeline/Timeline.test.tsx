import { screen, waitFor, within } from "@testing-library/react";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import type { RecordsRequest } from "../../backend/generated/RecordsRequest";
import type { MockBackend } from "../../backend/mock/mock";
import { newLog } from "../../backend/mock/data/log";
import { show } from "../../common/testing";
import { Timeline } from "./Timeline";

// jsdom lays nothing out, and a list without a height shows no lines.
beforeAll(() => {
  vi.spyOn(Element.prototype, "clientHeight", "get").mockReturnValue(400);
  vi.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(800);
});
afterAll(() => vi.restoreAllMocks());

function asked(backend: MockBackend): RecordsRequest[] {
  return backend.made.filter(({ call }) => call === "records").map(({ request }) => request as RecordsRequest);
}

test("only what is in sight is drawn of a long log", async () => {
  show(<Timeline />, { world: (world) => (world.log = newLog(5000)) });
  expect(await screen.findByText("5,000 records")).toBeDefined();
  const rows = screen.getAllByRole("option");
  expect(rows.length).toBeLessThan(60);
  expect(rows[0]?.getAttribute("aria-setsize")).toBe("5000");
  expect(rows[0]?.textContent).toContain("4,999");
});

test("typing asks once, for the words as they stand in the end", async () => {
  const { user, backend } = show(<Timeline />);
  await screen.findByText("260 records");
  const before = asked(backend).length;
  await user.type(screen.getByRole("searchbox"), "CHG-4300");
  expect(await screen.findByText("1 of 260 records")).toBeDefined();
  expect(asked(backend).slice(before).map(({ filter }) => filter.text)).toEqual(["CHG-4300"]);
});

test("records that came before stay in sight until others come, and are not told as found", async () => {
  const { user } = show(<Timeline />);
  await screen.findByText("260 records");
  await user.type(screen.getByRole("searchbox"), "no such words");
  expect(screen.getByText("Searching…")).toBeDefined();
  expect(screen.getAllByRole("option").length).toBeGreaterThan(0);
  expect(await screen.findByText("No record fits")).toBeDefined();
});

test("the oldest record is one key away, and only the pages around it are fetched", async () => {
  const { user, backend } = show(<Timeline />, { world: (world) => (world.log = newLog(5000)) });
  await screen.findByText("5,000 records");
  screen.getByRole("listbox").focus();
  await user.keyboard("{End}");
  await waitFor(() => expect(asked(backend).map(({ before, skip }) => [before, skip])).toEqual([[null, 0], [5000, 4800]]));
  await waitFor(async () => {
    await user.keyboard("{Enter}");
    expect(screen.queryByRole("dialog")).not.toBeNull();
  });
  expect(await screen.findByRole("dialog", { name: "Record 0" })).toBeDefined();
});

test("from record to record one comes past the end of a page", async () => {
  const { user } = show(<Timeline />, { world: (world) => (world.log = newLog(450)) });
  await screen.findByText("450 records");
  screen.getByRole("listbox").focus();
  for (let at = 0; at < 199; at++) await user.keyboard("{ArrowDown}");
  await user.keyboard("{Enter}");
  const drawer = await screen.findByRole("dialog", { name: "Record 250" });
  const older = within(drawer).getByRole<HTMLButtonElement>("button", { name: "Older" });
  await waitFor(() => expect(older.disabled).toBe(false));
  await user.click(older);
  expect(await screen.findByRole("dialog", { name: "Record 249" })).toBeDefined();
});

test("arrow keys choose a record and Enter opens it with its proof", async () => {
  const { user } = show(<Timeline />);
  (await screen.findByRole("listbox")).focus();
  await user.keyboard("{ArrowDown}{ArrowDown}{Enter}");
  const drawer = await screen.findByRole("dialog", { name: "Record 257" });
  expect(await within(drawer).findByText("Proven to be in the log")).toBeDefined();
  await user.click(within(drawer).getByRole("button", { name: "Older" }));
  expect(await screen.findByRole("dialog", { name: "Record 256" })).toBeDefined();
});

test("a record that is not proven says so and what to do", async () => {
  const { user } = show(<Timeline />, {
    world: (world) => {
      for (const record of world.log) record.proven = false;
    },
  });
  (await screen.findByRole("listbox")).focus();
  await user.keyboard("{Enter}");
  expect(await screen.findByText("Not proven")).toBeDefined();
  expect(screen.queryByText("Proven to be in the log")).toBeNull();
});

test("a run can be looked at alone", async () => {
  const { backend } = show(<Timeline operation="abc123" />);
  expect(await screen.findByRole("button", { name: /Only run abc123/ })).toBeDefined();
  await waitFor(() => expect(asked(backend)[0]?.filter.operation).toBe("abc123"));
});
