import { fireEvent, screen, within } from "@testing-library/react";
import { expect, test } from "vitest";

import { NORTHWIND } from "../../backend/mock/data/keys";
import { show } from "../../common/testing";
import { TrustKey } from "./TrustKey";

const file = { id: 130, name: "northwind.pub", place: "/media/northwind.pub", bytes: 113 };
const wanted = { fingerprint: NORTHWIND.fingerprint, product: "org.northwind.gateway" };

function showKey(options: Parameters<typeof show>[1] = {}) {
  return show(<TrustKey keys={[file]} wanted={wanted} onEnd={() => undefined} />, options);
}

/** Chooses at each place, given the right word and all that are offered. */
async function pick(user: ReturnType<typeof show>["user"], choice: (right: string, offered: string[], at: number) => string) {
  for (const [at, right] of NORTHWIND.words.entries()) {
    const place = await screen.findByRole("group", { name: new RegExp(`Place ${at + 1} of 16`) });
    const buttons = within(place).getAllByRole("button");
    const offered = buttons.map((button) => button.textContent?.replace(/^\d/, "") ?? "");
    await user.click(buttons[offered.indexOf(choice(right, offered, at))]!);
  }
}

const asOnPaper = (right: string) => right;
const trustButton = () => screen.getByRole("button", { name: "Trust this key" });

test("whoever has the paper gets through word by word, and the decision is on record as it was made", async () => {
  const { user, backend } = showKey();
  await pick(user, asOnPaper);
  expect(screen.getByText("Your paper and this key have the same fingerprint")).toBeDefined();
  await user.type(screen.getByLabelText(/How, and why/), "Paper with contract 4711");
  await user.type(screen.getByLabelText(/Ticket/), "CHG-1 ");
  await user.click(trustButton());
  expect(await screen.findByText(/Tina Brandt compared it/)).toBeDefined();
  expect(backend.made).toContainEqual({
    call: "trust_key",
    request: {
      key: 130, fingerprint: NORTHWIND.words.join(" "), products: ["org.northwind.gateway"],
      comparedBy: "Tina Brandt", ticket: "CHG-1", reason: "Paper with contract 4711",
    },
  });
});

test("one wrong word and the key is not trusted; which one it was is not told", async () => {
  const { user, backend } = showKey();
  await pick(user, (right, offered, at) => (at === 4 ? offered.find((word) => word !== right)! : right));
  expect(screen.getByText(/At one place you chose another word/)).toBeDefined();
  await user.type(screen.getByLabelText(/Ticket/), "CHG-1");
  await user.type(screen.getByLabelText(/How, and why/), "Paper");
  await user.click(trustButton());
  expect(backend.made.map((made) => made.call)).not.toContain("trust_key");
});

test("what the record lacks is said one after the other, and nothing is trusted before", async () => {
  const { user, backend } = showKey();
  await pick(user, asOnPaper);
  expect(await screen.findByText("Name the ticket.")).toBeDefined();
  await user.type(screen.getByLabelText(/Ticket/), "CHG-1");
  expect(screen.getByText("Say how it was compared, and why.")).toBeDefined();
  await user.type(screen.getByLabelText(/How, and why/), "Paper");
  await user.clear(screen.getByLabelText(/Who compared it/));
  expect(screen.getByText("Say who compared it.")).toBeDefined();
  await user.click(trustButton());
  expect(backend.made.map((made) => made.call)).not.toContain("trust_key");
});

test("where the rules want no ticket there need not be one", async () => {
  const { user, backend } = showKey({ world: (world) => (world.rules = { ticket: false, reason: false }) });
  await pick(user, asOnPaper);
  expect(screen.getByLabelText(/Ticket/)).toHaveProperty("required", false);
  await user.type(screen.getByLabelText(/How, and why/), "Paper");
  await user.click(trustButton());
  await screen.findByText(/Tina Brandt compared it/);
  expect(backend.made.find(({ call }) => call === "trust_key")?.request).toMatchObject({ ticket: "" });
});

test("going back a place takes the verdict back", async () => {
  const { user } = showKey();
  await pick(user, asOnPaper);
  await user.click(screen.getByRole("button", { name: "One place back" }));
  expect(screen.queryByText("Your paper and this key have the same fingerprint")).toBeNull();
  expect(trustButton().getAttribute("aria-disabled")).toBe("true");
});

test("pasting is refused, typing and scanning is not", async () => {
  const { user } = showKey();
  await user.click(await screen.findByText("Type or scan"));
  const field = screen.getByLabelText("Fingerprint on your paper");
  await user.click(field);
  await user.paste(NORTHWIND.fingerprint);
  expect(field).toHaveProperty("value", "");
  expect(screen.getByText(/Pasting is off here/)).toBeDefined();
  fireEvent.change(field, { target: { value: NORTHWIND.grouped } });
  expect(screen.getByText("Your paper and this key have the same fingerprint")).toBeDefined();
});

test("a fingerprint that differs warns of a stranger", async () => {
  const { user } = showKey();
  await user.click(await screen.findByText("Type or scan"));
  fireEvent.change(screen.getByLabelText("Fingerprint on your paper"), { target: { value: "0".repeat(64) } });
  expect(screen.getByText(/this is not the vendor's key/)).toBeDefined();
  expect(trustButton().getAttribute("aria-disabled")).toBe("true");
});

test("the fingerprint is never on the screen together with the field to enter it", async () => {
  const { user } = showKey();
  await screen.findByText(/Place 1 of 16/);
  expect(screen.queryByText(NORTHWIND.grouped)).toBeNull();
  await user.click(screen.getByText("Show it"));
  expect(screen.getByText(NORTHWIND.grouped)).toBeDefined();
  expect(screen.queryByLabelText("Fingerprint on your paper")).toBeNull();
  expect(screen.queryByText(/Place 1 of 16/)).toBeNull();
});

test("another key than the one that signed is pointed out", async () => {
  showKey({ over: { look_at_key: () => ({ ...NORTHWIND, fingerprint: "ab".repeat(32) }) } });
  expect(await screen.findByText("This is not the key that signed the package")).toBeDefined();
});
