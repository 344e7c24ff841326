import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";

import { EXAMPLE_WORKS } from "../backend/mock/data/keys";
import { show } from "../common/testing";
import { Keys } from "./Keys";

test("a key is revoked only with a reason, and what is focused first changes nothing", async () => {
  const { user, backend } = show(<Keys />);
  await user.click(await screen.findByRole("button", { name: "Revoke…" }));
  const dialog = await screen.findByRole("dialog");
  expect(dialog.textContent).toContain("can never be trusted again");
  const revoke = within(dialog).getByRole("button", { name: "Revoke for ever" });
  expect(revoke).toHaveProperty("disabled", true);
  await user.type(within(dialog).getByLabelText(/Why/), "The stick was stolen");
  await user.click(revoke);
  expect(backend.made).toContainEqual({
    call: "distrust_key",
    request: { fingerprint: EXAMPLE_WORKS.fingerprint, revoke: true, reason: "The stick was stolen" },
  });
  expect(await screen.findByText("No key is trusted here yet")).toBeDefined();
});
