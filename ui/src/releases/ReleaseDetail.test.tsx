import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";

import { explained, refuse } from "../backend/mock/answering";
import { show } from "../common/testing";
import { ReleaseDetail } from "./ReleaseDetail";

const monitoring = { product: "com.example.monitoring", version: "1.1.0" };

test("a release shows who signed it, its documents as text, and its changes", async () => {
  const { user, backend } = show(<ReleaseDetail {...monitoring} />);
  expect(await screen.findByText("Valid")).toBeDefined();
  await user.click(screen.getByRole("tab", { name: "Documents" }));
  await user.click(screen.getByRole("button", { name: "Read: Bill of materials (CycloneDX 1.6)" }));
  const dialog = await screen.findByRole("dialog");
  expect(await within(dialog).findByText(/CycloneDX", *|"bomFormat"/)).toBeDefined();
  expect(within(dialog).getByText(/^Only the beginning is shown/)).toBeDefined();
  await user.click(within(dialog).getByRole("button", { name: "Save the document…" }));
  expect(await within(dialog).findByText("Saved: /home/t.brandt/sbom.txt")).toBeDefined();
  expect(backend.made.find(({ call }) => call === "save_document")?.request).toEqual({
    of: { ...monitoring, document: "sbom" }, to: 213,
  });
});

test("an incomplete release says what is missing and cannot be installed", async () => {
  show(<ReleaseDetail product="com.example.historian" version="4.2.0" />);
  expect(await screen.findByText(/Volume 2 of 3/)).toBeDefined();
  expect(screen.queryByRole("button", { name: "Install…" })).toBeNull();
});

test("a release that lost its trust says why, and can be removed", async () => {
  const refusal = explained("signature-key-revoked", "The key was revoked.", "Ask the vendor for another release.");
  const { user, backend } = show(<ReleaseDetail {...monitoring} />, { over: { release: () => refuse(refusal) } });
  expect((await screen.findByRole("alert")).textContent).toContain("Ask the vendor for another release.");
  expect(screen.queryByRole("button", { name: "Install…" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Remove from the depot…" }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.type(dialog.getByLabelText(/Ticket/), "CHG-9");
  await user.click(dialog.getByRole("button", { name: "Remove from the depot" }));
  expect(backend.made).toContainEqual({
    call: "clean_depot",
    request: { remove: [monitoring], ticket: "CHG-9", reason: "", person: "Tina Brandt" },
  });
});

test("a release stays in the depot until the record has what the rules want", async () => {
  const { user, backend } = show(<ReleaseDetail {...monitoring} />, {
    world: (world) => (world.rules = { ticket: true, reason: true }),
  });
  await user.click(await screen.findByRole("button", { name: "Remove from the depot…" }));
  const dialog = within(await screen.findByRole("dialog"));
  const remove = dialog.getByRole("button", { name: "Remove from the depot" });
  await dialog.findByText("A ticket is needed");
  await user.type(dialog.getByLabelText(/Ticket/), "CHG-9");
  await dialog.findByText("A reason is needed");
  await user.click(remove);
  expect(backend.made.map(({ call }) => call)).not.toContain("clean_depot");
  await user.type(dialog.getByLabelText(/Reason/), "Superseded");
  await user.click(remove);
  expect(backend.made.find(({ call }) => call === "clean_depot")?.request).toMatchObject({ ticket: "CHG-9", reason: "Superseded" });
});

test("the dialog of an export stays until what came of it is seen", async () => {
  let finish: (() => void) | undefined;
  const { user } = show(<ReleaseDetail {...monitoring} />, {
    over: {
      export_release: async () => {
        await new Promise<void>((done) => (finish = done));
        return { volumes: [{ place: "/media/a.sealift", bytes: 1, sha256: "abc" }] };
      },
    },
  });
  await user.click(await screen.findByRole("button", { name: "Write as volumes…" }));
  await user.click(await screen.findByRole("button", { name: "Choose a folder and write…" }));
  await waitFor(() => expect(finish).toBeDefined());
  await user.keyboard("{Escape}");
  finish?.();
  expect(await screen.findByText(/media.a\.sealift/)).toBeDefined();
});
