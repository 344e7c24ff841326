import { screen } from "@testing-library/react";
import { expect, test } from "vitest";

import { show } from "../common/testing";
import { Audit } from "./Audit";

test("a checkpoint that was typed is still there after a look at the log", async () => {
  const { user } = show(<Audit />);
  await user.click(screen.getByRole("tab", { name: "Check a report" }));
  await user.click(screen.getByRole("button", { name: "Open a report…" }));
  await user.type(await screen.findByRole("textbox", { name: "A checkpoint, typed or pasted" }), "42");
  await user.click(screen.getByRole("tab", { name: "This machine's log" }));
  await user.click(screen.getByRole("tab", { name: "Check a report" }));
  expect(screen.getByDisplayValue("42")).toBeDefined();
});
