import { expect, test } from "vitest";

import type { Drive } from "../../backend/generated/Drive";
import { drives } from "../../backend/mock/data/drives";
import { targets } from "./targets";

const [stick] = drives as [Drive];

test("only drives that can be taken out are offered, and one that cannot take the volumes says why", () => {
  const of = (part: Partial<Drive>) => targets([{ ...stick, removable: true, readOnly: false, problem: null, freeBytes: 10, ...part }], 5);
  expect(of({})[0]).toMatchObject({ fits: true, why: undefined });
  expect(of({ freeBytes: 4 })[0]).toMatchObject({ fits: false, why: "full" });
  expect(of({ readOnly: true })[0]).toMatchObject({ fits: false, why: "readOnly" });
  expect(of({ removable: false })).toEqual([]);
});
