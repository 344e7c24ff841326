import type { Drive } from "../../backend/generated/Drive";
import type { FoundPackage } from "../../backend/generated/FoundPackage";
import type { PickId } from "../../backend/generated/PickId";

/** Volumes of a package that lie on another drive than the one looked at. */
export interface Elsewhere {
  numbers: number[];
  drives: string[];
}

/** The volumes of a package on all drives, one copy of each, to be brought in together. */
export function volumesOf(drives: readonly Drive[], manifest: string): PickId[] {
  const byNumber = new Map<number, PickId>();
  for (const { volumes } of drives.flatMap((drive) => drive.packages.filter((found) => found.manifest === manifest))) {
    for (const { file, number } of volumes) if (!byNumber.has(number)) byNumber.set(number, file.id);
  }
  return [...byNumber].sort(([a], [b]) => a - b).map(([, id]) => id);
}

/** Where the volumes lie that a drive lacks of a package; nothing when they are nowhere. */
export function elsewhere(drives: readonly Drive[], at: Drive, wanted: FoundPackage): Elsewhere | null {
  const numbers = new Set<number>();
  const labels = new Set<string>();
  for (const drive of drives) {
    const found = drive.id === at.id ? undefined : drive.packages.find(({ manifest }) => manifest === wanted.manifest);
    for (const { number } of found?.volumes ?? []) {
      if (!wanted.missing.includes(number)) continue;
      numbers.add(number);
      labels.add(drive.label);
    }
  }
  return numbers.size > 0 ? { numbers: [...numbers].sort((a, b) => a - b), drives: [...labels] } : null;
}

/** What is chosen when a person has chosen nothing: the only package that is not in the depot yet. */
export function obvious(drives: readonly Drive[]): string | null {
  const fresh = new Set(
    drives.flatMap((drive) => drive.packages.filter((found) => !found.inDepot).map((found) => found.manifest)),
  );
  const [only] = fresh;
  return fresh.size === 1 && only !== undefined ? only : null;
}

/** What was plugged in and what was taken out between two looks. */
export function news(before: readonly Drive[], after: readonly Drive[]): { appeared: Drive[]; vanished: Drive[] } {
  const has = (drives: readonly Drive[], drive: Drive) => drives.some(({ place }) => place === drive.place);
  return {
    appeared: after.filter((drive) => !has(before, drive)),
    vanished: before.filter((drive) => !has(after, drive)),
  };
}
