import type { Drive } from "../../backend/generated/Drive";
import type { FoundPackage } from "../../backend/generated/FoundPackage";
import type { FoundVolume } from "../../backend/generated/FoundVolume";
import type { PickId } from "../../backend/generated/PickId";
import type { VolumeKind } from "../../backend/generated/VolumeKind";

/** Volumes of a package that lie on another drive than the one looked at. */
export interface Elsewhere {
  numbers: number[];
  drives: string[];
}

/** The volumes of a package on all drives, one copy of each, to be brought in together: whole ones and sets before what mends them. */
export function volumesOf(drives: readonly Drive[], manifest: string): PickId[] {
  const all = drives
    .flatMap((drive) => drive.packages.filter((found) => found.manifest === manifest))
    .flatMap(({ volumes }) => volumes)
    .sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || a.count - b.count || a.number - b.number);
  const byPlace = new Map<string, PickId>();
  for (const volume of all) {
    const place = placeOf(volume);
    if (!byPlace.has(place)) byPlace.set(place, volume.file.id);
  }
  return [...byPlace.values()];
}

const KINDS: readonly VolumeKind[] = ["full", "part", "delta", "repair", "signature"];

/** Whether a volume alone or with others makes a release, as a repair or signatures do not. */
export function makesRelease({ kind }: FoundVolume): boolean {
  return kind !== "repair" && kind !== "signature";
}

/** What a volume is of which set: two of the same are copies. Repairs mend different parts, so their files tell them apart. */
function placeOf(volume: FoundVolume): string {
  const { kind, number, count, bases, file } = volume;
  return JSON.stringify([kind, number, count, bases, ...(makesRelease(volume) ? [] : [file.name, file.bytes])]);
}

/** The set whose volumes are counted, as the program counts what is missing of it: whole before difference, then the largest. */
export function setOf(volumes: readonly FoundVolume[]): FoundVolume[] {
  const [first] = [...volumes].sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || b.count - a.count);
  return volumes.filter(({ kind, count }) => kind === first?.kind && count === first.count);
}

/** Where the volumes lie that a drive lacks of a package; nothing when they are nowhere. */
export function elsewhere(drives: readonly Drive[], at: Drive, wanted: FoundPackage): Elsewhere | null {
  const numbers = new Set<number>();
  const labels = new Set<string>();
  const [set] = setOf(wanted.volumes);
  for (const drive of drives) {
    const found = drive.id === at.id ? undefined : drive.packages.find(({ manifest }) => manifest === wanted.manifest);
    for (const { number, kind, count } of found?.volumes ?? []) {
      if (kind !== set?.kind || count !== set.count || !wanted.missing.includes(number)) continue;
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
