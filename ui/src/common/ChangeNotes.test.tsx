import { screen } from "@testing-library/react";
import { expect, test } from "vitest";

import { ChangeNotes } from "./ChangeNotes";
import { show } from "./testing";

test("u07 a very long list of changes is counted and shown as it was signed", () => {
  const notes = Array.from({ length: 400 }, (_, at) => ({ version: `1.${at}.0`, issued: null, text: `${at + 2} changes` }));
  show(<ChangeNotes notes={notes} />);
  expect(screen.getByText("400 entries, as the vendor signed them")).toBeDefined();
  expect(document.querySelectorAll("section").length).toBe(400);
});

test("a vendor who says nothing is said to", () => {
  show(<ChangeNotes notes={[]} />);
  expect(screen.getByText("The vendor says nothing about what changed.")).toBeDefined();
});
