import { expect, test } from "vitest";

import type { Drive } from "../../backend/generated/Drive";
import { drives } from "../../backend/mock/data/drives";
import { elsewhere, news, obvious, volumesOf } from "./offers";

const [example, gate] = drives as [Drive, Drive];
const historian = example.packages[1]!;

/** Another stick with the second disc of the set. */
function second(): Drive {
  const file = { id: 900, name: "historian-4.2.0.2.sealift", place: "/media/B", bytes: 5 };
  const volume = { file, number: 2, count: 3 };
  return { ...example, id: 30, label: "DISC-2", place: "/media/B", packages: [{ ...historian, volumes: [volume], missing: [1, 3] }] };
}

test("volumes of one set are taken from every drive, in their order", () => {
  expect(volumesOf([example, second()], historian.manifest)).toEqual([111, 900, 113]);
  expect(elsewhere([example, second()], example, historian)).toEqual({ numbers: [2], drives: ["DISC-2"] });
});

test("a copy of a volume that is on two drives is taken once", () => {
  const copy = { ...example, id: 40, place: "/media/C" };
  expect(volumesOf([example, copy], historian.manifest)).toEqual([111, 113]);
});

test("only what is the only new package is chosen by itself", () => {
  expect(obvious(drives)).toBeNull();
  expect(obvious([gate])).toBe(gate.packages[0]?.manifest);
  expect(obvious([{ ...gate, packages: gate.packages.map((found) => ({ ...found, inDepot: true })) }])).toBeNull();
});

test("what came and went is told by the place, for ids may change", () => {
  expect(news([example], [{ ...example, id: 77 }, gate])).toEqual({ appeared: [gate], vanished: [] });
  expect(news([example, gate], [gate]).vanished).toEqual([example]);
});
