import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";

import type { EditRequest } from "../backend/generated/EditRequest";
import type { MockBackend } from "../backend/mock/mock";
import { show, type ShowOptions } from "../common/testing";
import { Vendor } from "./Vendor";

async function opened(options: ShowOptions = {}) {
  const shown = show(<Vendor />, options);
  await shown.user.click(await screen.findByRole("button", { name: "Open…" }));
  await screen.findByLabelText("Text of sealift.toml");
  return shown;
}

function edits(backend: MockBackend): Pick<EditRequest, "path" | "value">[] {
  return backend.made
    .filter(({ call }) => call === "edit_description")
    .map(({ request }) => request as EditRequest)
    .map(({ path, value }) => ({ path, value }));
}

test("a field counts when it is left, and what is set stands in the text", async () => {
  const { user, backend } = await opened();
  const version = screen.getByRole("textbox", { name: /^Version/ });
  await user.clear(version);
  await user.type(version, "1.3.0");
  expect(edits(backend)).toEqual([]);
  await user.tab();
  await waitFor(() => expect(edits(backend)).toEqual([{ path: ["version"], value: "1.3.0" }]));
  expect((screen.getByLabelText("Text of sealift.toml") as HTMLTextAreaElement).value).toContain('version = "1.3.0"');
  expect(screen.getByText("Not saved")).toBeDefined();
});

test("what is wrong is told at its field and in a list that leads to its line", async () => {
  const { user } = await opened();
  const version = screen.getByRole("textbox", { name: /^Version/ });
  await user.clear(version);
  await user.type(version, "soon{Enter}");
  expect(await screen.findByText("1 thing is wrong")).toBeDefined();
  expect(version.getAttribute("aria-invalid")).toBe("true");
  await user.click(screen.getByRole("button", { name: "Line 6" }));
  const text = screen.getByLabelText("Text of sealift.toml") as HTMLTextAreaElement;
  expect(document.activeElement).toBe(text);
  expect(text.value.slice(text.selectionStart, text.selectionEnd)).toBe('version = "soon"');
});

test("the form steps back while the text is no TOML", async () => {
  await opened({
    over: {
      open_description: () => ({
        file: { id: 208, name: "sealift.toml", place: "/r/sealift.toml", bytes: 1 },
        exists: true, text: "= broken", model: null, form: null, check: null, sources: [],
        problems: [{ code: "source-syntax", message: "This is no TOML.", remedy: "", line: 1, path: [] }],
      }),
    },
  });
  expect(screen.getByText("The text cannot be read")).toBeDefined();
  expect(screen.queryByRole("textbox", { name: /^Version/ })).toBeNull();
});

test("a requirement is added at the end of those that are there, whole enough to stand", async () => {
  const { user, backend } = await opened();
  await user.click(screen.getByRole("tab", { name: "Requirements" }));
  await user.click(screen.getByRole("combobox", { name: "Add a requirement" }));
  await user.click(await screen.findByRole("option", { name: "Free room" }));
  await waitFor(() =>
    expect(edits(backend)).toEqual([
      { path: ["requirements", "1"], value: { id: "disk", kind: "disk", at: "data", "at-least": "1 GiB" } },
    ]),
  );
});

test("the first entry of a list makes the list", async () => {
  const { user, backend } = await opened();
  await user.click(screen.getByRole("tab", { name: "Papers and data" }));
  await user.click(screen.getByRole("button", { name: "Add a folder of data" }));
  await waitFor(() =>
    expect(edits(backend)).toEqual([
      { path: ["data"], value: [{ id: "data", path: "data/", format: 1, component: "exporter" }] },
    ]),
  );
});

test("a question gets a name from what is asked, and removing takes it away by that name", async () => {
  const { user, backend } = await opened();
  await user.click(screen.getByRole("tab", { name: "Questions" }));
  await user.type(screen.getByRole("textbox", { name: "New question" }), "Name of the site{Enter}");
  await user.click(screen.getByRole("button", { name: /Name of the site/ }));
  await user.click(await screen.findByRole("button", { name: "Remove" }));
  await waitFor(() =>
    expect(edits(backend)).toEqual([
      { path: ["configuration", "questions", "name_of_the_site"], value: { type: "string", "x-title": "Name of the site" } },
      { path: ["configuration", "questions", "site"], value: null },
    ]),
  );
});

test("opening another description over unsaved work asks first", async () => {
  const { user, backend } = await opened();
  await user.type(screen.getByLabelText("Text of sealift.toml"), "# more");
  const before = backend.made.length;
  await user.click(screen.getByRole("button", { name: "Open…" }));
  const dialog = await screen.findByRole("dialog", { name: "Leave what is not saved?" });
  expect(backend.made.slice(before).some(({ call }) => call === "pick_files")).toBe(false);
  await waitFor(() => expect(document.activeElement).toBe(within(dialog).getByRole("button", { name: "Cancel" })));
});

test("the window is told when there is work that is in no file, and when it is saved", async () => {
  const { user, backend } = await opened();
  const told = () => backend.made.filter(({ call }) => call === "set_unsaved").map(({ request }) => request);
  expect(told()).toEqual([]);
  await user.type(screen.getByLabelText("Text of sealift.toml"), "# more");
  await waitFor(() => expect(told()).toEqual([{ unsaved: true }]));
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(told()).toEqual([{ unsaved: true }, { unsaved: false }]));
});

test("a password is handed over once and then is gone", async () => {
  const { user, backend } = await opened();
  await user.click(screen.getByRole("tab", { name: "Seal and sign" }));
  await user.click(screen.getAllByRole("button", { name: "Secret key: Choose…" })[0] as HTMLElement);
  await user.click(screen.getByRole("button", { name: "Folder for the volumes: Choose…" }));
  const [password] = screen.getAllByLabelText("Password of the key") as [HTMLInputElement];
  await user.type(password, "correct horse");
  await user.click(screen.getByRole("button", { name: "Seal" }));
  expect(await screen.findByText("com.example.monitoring 1.2.0 is sealed and signed")).toBeDefined();
  expect(password.value).toBe("");
  expect(backend.made.find(({ call }) => call === "pack")?.request).toMatchObject({
    description: 208, password: "correct horse", volumeBytes: null, bases: [],
  });
});

test("a moment of issue that sealing wrote down is told, and the form has it", async () => {
  const { user, backend } = await opened();
  expect(screen.getByRole("textbox", { name: /^Issued/ })).toBeDefined();
  await user.click(screen.getByRole("tab", { name: "Seal and sign" }));
  await user.click(screen.getByRole("radio", { name: /Leave unsigned/ }));
  await user.click(screen.getByRole("button", { name: "Folder for the volumes: Choose…" }));
  const before = backend.made.length;
  await user.click(screen.getByRole("button", { name: "Seal" }));
  expect(await screen.findByText(/2026-11-21T09:30:00Z was written into it/)).toBeDefined();
  const asked = backend.made.slice(before).filter(({ call }) => call === "open_description");
  expect(asked.map(({ request }) => request)).toEqual([{ file: 208 }]);
});

test("what was chosen for sealing is still there after a look at the description", async () => {
  const { user, backend } = await opened();
  await user.click(screen.getByRole("tab", { name: "Seal and sign" }));
  await user.click(screen.getByRole("radio", { name: /Leave unsigned/ }));
  await user.click(screen.getByRole("button", { name: "Folder for the volumes: Choose…" }));
  await user.click(screen.getByRole("tab", { name: "Describe" }));
  await user.click(screen.getByRole("tab", { name: "Seal and sign" }));
  await user.click(screen.getByRole("button", { name: "Seal" }));
  expect(await screen.findByText(/sealed but not signed/)).toBeDefined();
  expect(backend.made.find(({ call }) => call === "pack")?.request).toMatchObject({ key: null });
});

test("volumes that were left unsigned are not called signed", async () => {
  const { user, backend } = await opened();
  await user.click(screen.getByRole("tab", { name: "Seal and sign" }));
  await user.click(screen.getByRole("radio", { name: /Leave unsigned/ }));
  await user.click(screen.getByRole("button", { name: "Folder for the volumes: Choose…" }));
  await user.click(screen.getByRole("button", { name: "Seal" }));
  expect(await screen.findByText(/sealed but not signed/)).toBeDefined();
  expect(backend.made.find(({ call }) => call === "pack")?.request).toMatchObject({ key: null, password: "" });
});

