import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";

import { Boundary } from "../shell/Boundary";
import { later, NOTHING, readAhead } from "./later";
import { show } from "./testing";

function Part({ name }: { name: string }) {
  return <p>{name} is here</p>;
}

test("a part is read once, when it is shown for the first time, and is then there at once", async () => {
  let reads = 0;
  const Late = later(async () => {
    reads++;
    return Part;
  });
  expect(reads).toBe(0);
  show(<Late name="one" />);
  expect(screen.getByRole("status", { name: "One moment" })).toBeDefined();
  expect(await screen.findByText("one is here")).toBeDefined();
  render(<Late name="two" />);
  expect(screen.getByText("two is here")).toBeDefined();
  expect(reads).toBe(1);
});

test("what was read ahead is there without waiting, and one part that fails takes no other with it", async () => {
  later(() => Promise.reject<typeof Part>(new Error("it cannot be read")), NOTHING);
  const Ahead = later(async () => Part, NOTHING);
  await readAhead();
  render(<Ahead name="three" />);
  expect(screen.getByText("three is here")).toBeDefined();
});

test("a part that cannot be read is told of", async () => {
  const Broken = later(() => Promise.reject<typeof Part>(new Error("it cannot be read")));
  show(
    <Boundary>
      <Broken name="" />
    </Boundary>,
  );
  expect((await screen.findByRole("alert")).textContent).toContain("window");
});
