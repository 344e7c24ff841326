import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";

import { EXAMPLE_WORKS } from "../backend/mock/data/keys";
import { show } from "../common/testing";
import { Keys } from "./Keys";

test("a key is revoked only with ticket and reason, and what is focused first changes nothing", async () => {
  const { user, backend } = show(<Keys />);
  await user.click(await screen.findByRole("button", { name: "Revoke…" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByText(/can never be trusted again/)).toBeDefined();
  const revoke = dialog.getByRole("button", { name: "Revoke for ever" });
  expect(await dialog.findByText("A ticket is needed")).toBeDefined();
  expect(revoke.getAttribute("aria-disabled")).toBe("true");
  await user.type(dialog.getByLabelText(/Ticket/), "CHG-9");
  expect(dialog.getByText("A reason is needed")).toBeDefined();
  await user.click(revoke);
  expect(backend.made.map((made) => made.call)).not.toContain("distrust_key");
  await user.type(dialog.getByLabelText(/Reason/), "The stick was stolen");
  await user.click(revoke);
  expect(backend.made).toContainEqual({
    call: "distrust_key",
    request: {
      fingerprint: EXAMPLE_WORKS.fingerprint, revoke: true,
      ticket: "CHG-9", reason: "The stick was stolen", person: "Tina Brandt",
    },
  });
  expect(await screen.findByText("No key is trusted here yet")).toBeDefined();
});

test("who takes a key off the list says so by name, in German too, and is known the next time", async () => {
  const { user, backend } = show(<Keys />, {
    language: "de",
    world: (world) => {
      world.preferences.person = "";
      world.rules = { ticket: false, reason: false };
    },
  });
  await user.click(await screen.findByRole("button", { name: "Entfernen …" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(await dialog.findByText("Es fehlt ein Grund")).toBeDefined();
  await user.type(dialog.getByLabelText(/Grund/), "Neuer Schlüssel");
  expect(dialog.getByText("Es fehlt Ihr Name")).toBeDefined();
  await user.type(dialog.getByLabelText(/Ihr Name/), "Tina Brandt");
  await user.click(dialog.getByRole("button", { name: "Schlüssel entfernen" }));
  await screen.findByText("Hier wird noch keinem Schlüssel vertraut");
  expect(backend.made.find(({ call }) => call === "distrust_key")?.request).toMatchObject({
    revoke: false, ticket: "", reason: "Neuer Schlüssel", person: "Tina Brandt",
  });
  expect(backend.world.preferences.person).toBe("Tina Brandt");
});
