const MIB = 1024 ** 2;

/** The most bytes of a volume, by what it is to fit on; with the room that the medium's own tables take left free. */
export const SIZES = {
  whole: null,
  cd: 700 * MIB,
  dvd: 4480 * MIB,
  fat32: 4092 * MIB,
} as const satisfies Record<string, number | null>;

export type SizeName = keyof typeof SIZES | "own";
export const SIZE_NAMES = [...Object.keys(SIZES), "own"] as SizeName[];

/** The most bytes of a volume; nothing for one volume, "wrong" where a size of one's own is none. */
export function volumeBytes(name: SizeName, mebibytes: string): number | null | "wrong" {
  if (name !== "own") return SIZES[name];
  if (!/^\d{1,9}$/.test(mebibytes.trim())) return "wrong";
  const bytes = Number(mebibytes) * MIB;
  return bytes > 0 ? bytes : "wrong";
}
