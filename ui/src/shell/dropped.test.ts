import { expect, test } from "vitest";

import { joined, offered } from "./dropped";

const pick = (id: number, name: string) => ({ id, name, place: `/media/${name}`, bytes: 1 });
const volumes = [pick(1, "a.1.sealift"), pick(2, "a.2.sealift")];
const key = pick(3, "Vendor.PUB");
const descriptions = [pick(4, "sealift.toml"), pick(5, "other.toml")];

test("packages come first, then keys, then one description after another", () => {
  const all = offered([key, ...descriptions, ...volumes]);
  expect(all.first).toEqual({ kind: "package", picks: volumes });
  const keys = offered(all.rest);
  expect(keys.first).toEqual({ kind: "key", picks: [key] });
  expect(offered(keys.rest)).toEqual({ first: { kind: "description", picks: [descriptions[0]] }, rest: [descriptions[1]] });
  expect(offered([]).first).toBeNull();
});

test("a folder is a folder of packages", () => {
  expect(offered([{ ...pick(6, "stick"), bytes: null }]).first?.kind).toBe("package");
});

test("a file that is dropped twice waits once", () => {
  expect(joined(volumes, [volumes[1]!, key])).toEqual([...volumes, key]);
});
