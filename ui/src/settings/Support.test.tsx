import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";

import { show } from "../common/testing";
import { Support } from "./Support";

test("what goes to support can be read before there is a way to write it, and is named what it is", async () => {
  const { user, backend } = show(<Support />);
  expect(screen.queryByRole("button", { name: "Write the file…" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Show what is in it" }));
  await user.click(await screen.findByRole("button", { name: /The last 500 records/ }));
  expect(screen.getByText('[{ "event": "site-created" }]')).toBeDefined();
  await user.click(screen.getByRole("button", { name: "Write the file…" }));
  await waitFor(() => expect(backend.made.map(({ call }) => call)).toContain("support_bundle"));
  const written = backend.made.find(({ call }) => call === "support_bundle")?.request;
  expect(written).toMatchObject({ digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
  const asked = backend.made.find(({ call }) => call === "pick_save")?.request;
  expect(asked).toEqual({ purpose: "bundle", suggested: "sealift-support.json" });
});
