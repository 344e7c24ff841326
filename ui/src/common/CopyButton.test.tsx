import { screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import { CopyButton } from "./CopyButton";
import { show } from "./testing";

test("a clipboard that takes nothing is told", async () => {
  const { user } = show(<CopyButton text="words" />);
  vi.spyOn(navigator.clipboard, "writeText").mockRejectedValueOnce(new DOMException("no", "NotAllowedError"));
  await user.click(screen.getByRole("button", { name: "Copy" }));
  expect(await screen.findByRole("button", { name: "The clipboard cannot be used" })).toBeDefined();
});

test("a text that was copied is told", async () => {
  const { user } = show(<CopyButton text="words" />);
  await user.click(screen.getByRole("button", { name: "Copy" }));
  expect(await screen.findByRole("button", { name: "Copied" })).toBeDefined();
  expect(await navigator.clipboard.readText()).toBe("words");
});
