import { expect, test } from "vitest";

import type { Drive } from "../../backend/generated/Drive";
import type { FoundVolume } from "../../backend/generated/FoundVolume";
import { drives } from "../../backend/mock/data/drives";
import { elsewhere, news, obvious, setOf, volumesOf } from "./offers";

const [example, gate] = drives as [Drive, Drive];
const historian = example.packages[1]!;

/** Another stick with the second disc of the set. */
function second(): Drive {
  const file = { id: 900, name: "historian-4.2.0.2.sealift", place: "/media/B", bytes: 5 };
  const volume = { file, number: 2, count: 3, kind: "part" as const, bases: [] };
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

/** A drive with one more volume of the set. */
function withVolume(part: Partial<FoundVolume>): Drive {
  const [volume] = historian.volumes;
  const file = { id: 950, name: "a-first-by-name.sealift", place: "/media/D", bytes: 7 };
  return { ...example, id: 50, place: "/media/D", packages: [{ ...historian, volumes: [{ ...volume!, file, ...part }] }] };
}

test("a repair or signatures do not stand in for the volume of their number", () => {
  for (const kind of ["repair", "signature"] as const) {
    const mending = withVolume({ kind, number: 1, count: 1 });
    expect(volumesOf([mending, example], historian.manifest), kind).toEqual([111, 113, 950]);
    expect(volumesOf([example, mending], historian.manifest), kind).toEqual([111, 113, 950]);
  }
});

test("a whole volume beside a set, and two differences to different releases, are all taken", () => {
  expect(volumesOf([example, withVolume({ kind: "full", count: 1 })], historian.manifest)).toEqual([950, 111, 113]);
  const delta = (id: number, bases: string[]) => {
    const drive = withVolume({ kind: "delta", count: 1, bases });
    const found = drive.packages[0]!;
    return { ...drive, packages: [{ ...found, volumes: found.volumes.map((volume) => ({ ...volume, file: { ...volume.file, id } })) }] };
  };
  expect(volumesOf([delta(1, ["1.0.0"]), delta(2, ["1.1.0"])], historian.manifest)).toEqual([1, 2]);
});

test("a volume of another cut is not where a missing one lies", () => {
  expect(elsewhere([example, withVolume({ number: 2, count: 4 })], example, historian)).toBeNull();
  expect(setOf([...withVolume({ kind: "repair", count: 1 }).packages[0]!.volumes, ...historian.volumes])).toEqual(historian.volumes);
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
