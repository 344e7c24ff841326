import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";

import { NORTHWIND } from "../../backend/mock/data/keys";
import { explained, refuse } from "../../backend/mock/answering";
import { show, type ShowOptions } from "../../common/testing";
import { START, travelled } from "../journey";
import { Journey } from "../Journey";

function showVolumes(volumes: number[], options: ShowOptions = {}) {
  return show(<Journey />, { journey: travelled(START, { kind: "chosen", volumes }), ...options });
}

test("a trusted signature is not yet called verified", async () => {
  showVolumes([101]);
  expect(await screen.findByText("Signed by a key that this site trusts")).toBeDefined();
  expect(screen.queryByText(/Verified/)).toBeNull();
});

test("only after every byte was read it is verified, and one goes on to the machine", async () => {
  const { user } = showVolumes([101]);
  await user.click(await screen.findByRole("button", { name: "Import and verify" }));
  expect(await screen.findByText("Every byte is as the vendor signed it")).toBeDefined();
  await user.click(screen.getByRole("button", { name: "Is this machine fit for it?" }));
  expect(await screen.findByRole("heading", { name: /fit|Compatib|suit/i })).toBeDefined();
});

test("a set that lacks a volume is verified and not complete", async () => {
  const { user } = showVolumes([111, 113]);
  await user.click(await screen.findByRole("button", { name: "Import and verify" }));
  expect(await screen.findByText(/Missing: volume 2\./)).toBeDefined();
  expect(screen.queryByText("Every byte is as the vendor signed it")).toBeNull();
  expect(screen.queryByRole("button", { name: "Is this machine fit for it?" })).toBeNull();
});

test("an unknown key is refused in plain words, and nothing can be imported", async () => {
  const { user, backend } = showVolumes([121]);
  expect((await screen.findByRole("alert")).textContent).toContain("No key that this site trusts has signed this package.");
  const next = screen.getByRole("button", { name: "Import and verify" });
  await user.click(next);
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(backend.made.map((made) => made.call)).not.toContain("import");
});

test("an unknown key that was compared with paper lets the package in", async () => {
  const { user, backend } = showVolumes([121]);
  await user.click(await screen.findByRole("button", { name: "Compare the key with paper…" }));
  await user.click(await screen.findByText("Type or scan"));
  fireEvent.change(screen.getByLabelText("Fingerprint on your paper"), { target: { value: NORTHWIND.grouped } });
  fireEvent.change(screen.getByLabelText(/How, and why/), { target: { value: "Paper with contract 4711" } });
  fireEvent.change(screen.getByLabelText(/Ticket/), { target: { value: "CHG-4711" } });
  fireEvent.change(screen.getByLabelText(/Who compared it/), { target: { value: "Ines Kowalski" } });
  await user.click(screen.getByRole("button", { name: "Trust this key" }));
  await user.click(await screen.findByRole("button", { name: "Continue" }));
  expect(await screen.findByText("Signed by a key that this site trusts")).toBeDefined();
  // The next form begins with the name that was typed.
  await waitFor(() => expect(backend.world.preferences.person).toBe("Ines Kowalski"));
});

test("a failure says what to do and does not claim anything", async () => {
  const failure = explained("chunk-damaged", "A part of this package file is damaged.", "Import it from another copy.");
  const { user } = showVolumes([101], { over: { import: () => ({ volumes: [], failure }) } });
  await user.click(await screen.findByRole("button", { name: "Import and verify" }));
  expect((await screen.findByRole("alert")).textContent).toContain("Import it from another copy.");
  expect(screen.getByRole("heading", { name: "Not everything could be verified" })).toBeDefined();
  expect(screen.queryByRole("button", { name: "Is this machine fit for it?" })).toBeNull();
});

test("an import can be stopped, and while it runs there is no way to other volumes", async () => {
  const { user, backend } = showVolumes([101], { pace: 1 });
  await user.click(await screen.findByRole("button", { name: "Import and verify" }));
  const stop = await screen.findByRole("button", { name: "Stop the import" });
  expect(screen.getByRole("button", { name: /Media/ })).toHaveProperty("disabled", true);
  await user.click(stop);
  expect(await screen.findByText(/The import was stopped/, {}, { timeout: 4000 })).toBeDefined();
  await waitFor(() => expect(backend.made.map((made) => made.call)).toContain("cancel"));
});

test("volumes that cannot be read are not said to be read still", async () => {
  showVolumes([101], { over: { look: () => refuse(explained("media-gone", "The drive is gone.", "Plug it in again.")) } });
  expect(await screen.findByText("The drive is gone.")).toBeDefined();
  expect(screen.getByText("Who signed could not be read")).toBeDefined();
  expect(screen.queryByText("Reading who signed")).toBeNull();
});
