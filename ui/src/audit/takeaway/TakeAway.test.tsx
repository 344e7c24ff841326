import { screen } from "@testing-library/react";
import { expect, test } from "vitest";

import { show } from "../../common/testing";
import { TakeAway } from "./TakeAway";

test("a checkpoint is asked for only by a person, for handing it over is recorded", async () => {
  const { user, backend } = show(<TakeAway />);
  const made = () => backend.made.filter(({ call }) => call === "checkpoint").length;
  expect(made()).toBe(0);
  await user.click(screen.getByRole("button", { name: "Show the newest checkpoint" }));
  expect(await screen.findByRole("img", { name: "The checkpoint as a QR code" })).toBeDefined();
  expect(screen.getByText(/Covers 260 records/)).toBeDefined();
  expect(made()).toBe(1);
});

test("the report is written in the form and with the names that were chosen", async () => {
  const { user, backend } = show(<TakeAway />);
  await user.click(screen.getByRole("radio", { name: /Data \(JSON\)/ }));
  await user.click(screen.getByRole("checkbox", { name: /Withhold names/ }));
  await user.click(screen.getByRole("button", { name: "Save the report…" }));
  expect(await screen.findByText(/Saved:/)).toBeDefined();
  const { request } = backend.made.find(({ call }) => call === "export_log") ?? {};
  expect(request).toMatchObject({ form: "json", redact: true });
  expect(backend.made.find(({ call }) => call === "pick_save")?.request).toMatchObject({ suggested: "sealift-log.json" });
});

test("the log's key is saved under the ending by which a dialog finds it again", async () => {
  const { user, backend } = show(<TakeAway />);
  await user.click(screen.getByRole("button", { name: "Save the log key…" }));
  expect(await screen.findByText(/Saved:/)).toBeDefined();
  expect(backend.made.find(({ call }) => call === "pick_save")?.request).toEqual({ purpose: "log-key", suggested: "log.pub" });
});
