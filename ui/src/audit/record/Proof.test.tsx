import { screen } from "@testing-library/react";
import { expect, test } from "vitest";

import type { RecordView } from "../../backend/generated/RecordView";
import { show } from "../../common/testing";
import { Proof } from "./Proof";

const LEAF = "a\u200bb";
const BYTES = "YeKAi2I=";
const record = {
  row: { sequence: 7 }, leaf: "a\\u{200b}b", leafBytes: BYTES, leafHash: "h", proof: ["p"], root: "r", size: 9, proven: true,
} as unknown as RecordView;

test("what is copied are the exact bytes, also where a character of them cannot be seen", async () => {
  const { user } = show(<Proof of={record} />);
  expect(screen.getByText("a\\u{200b}b")).toBeDefined();
  await user.click(screen.getByRole("button", { name: "Copy the exact bytes" }));
  const copied = atob(await navigator.clipboard.readText());
  expect(new TextDecoder().decode(Uint8Array.from(copied, (c) => c.charCodeAt(0)))).toBe(LEAF);
  await user.click(screen.getByRole("button", { name: "Copy the proof" }));
  expect(JSON.parse(await navigator.clipboard.readText())).toEqual({
    sequence: 7, leafBytes: BYTES, leafHash: "h", proof: ["p"], root: "r", size: 9,
  });
});
