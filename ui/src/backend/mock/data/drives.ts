import type { Drive } from "../../generated/Drive";
import type { FoundPackage } from "../../generated/FoundPackage";
import type { PickId } from "../../generated/PickId";
import { digest } from "./digests";
import { HISTORIAN, MONITORING } from "./releases";

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;

function found(
  product: string,
  name: string,
  version: string,
  numbers: number[],
  count: number,
  firstId: PickId,
  more: Partial<FoundPackage> = {},
): FoundPackage {
  const stem = `${product.split(".").pop()}-${version}`;
  return {
    product,
    name,
    vendor: "Example Works",
    version,
    manifest: digest(`${product}@${version}`),
    volumes: numbers.map((number) => {
      const file = count > 1 ? `${stem}.${number}.sealift` : `${stem}.sealift`;
      const bytes = 71 * MIB + number * 4096;
      return {
        file: { id: firstId + number, name: file, place: `/media/t.brandt/EXAMPLE/${file}`, bytes },
        number, count, kind: count > 1 ? "part" as const : "full" as const, bases: [],
      };
    }),
    missing: Array.from({ length: count }, (_, at) => at + 1).filter((number) => !numbers.includes(number)),
    bases: [],
    inDepot: false,
    ...more,
  };
}

/** Two sticks: one with a good release and a set that lacks a disc, one with a stranger's. */
export const drives: Drive[] = [
  {
    id: 10,
    label: "EXAMPLE",
    place: "/media/t.brandt/EXAMPLE",
    fileSystem: "exfat",
    bytes: 29 * GIB,
    freeBytes: 21 * GIB,
    removable: true,
    readOnly: false,
    packages: [
      found(MONITORING, "Monitoring", "1.1.0", [1], 1, 100),
      found(HISTORIAN, "Historian", "4.2.0", [1, 3], 3, 110),
    ],
    refused: [],
    keys: [],
    problem: null,
  },
  {
    id: 20,
    label: "NW-GATE",
    place: "/media/t.brandt/NW-GATE",
    fileSystem: "vfat",
    bytes: 7.4 * GIB,
    freeBytes: 7.1 * GIB,
    removable: true,
    readOnly: true,
    packages: [found("org.northwind.gateway", "Field Gateway", "3.0.0", [1], 1, 120, { vendor: "Northwind Controls" })],
    refused: [],
    keys: [{ id: 130, name: "northwind.pub", place: "/media/t.brandt/NW-GATE/northwind.pub", bytes: 113 }],
    problem: null,
  },
];
