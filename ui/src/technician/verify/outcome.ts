import type { FoundPackage } from "../../backend/generated/FoundPackage";
import type { Imported } from "../../backend/generated/Imported";
import type { ImportedVolume } from "../../backend/generated/ImportedVolume";
import type { Look } from "../../backend/generated/Look";
import type { PickId } from "../../backend/generated/PickId";
import { type OperationState, stepsOf, type StepWord } from "../../common/operation/state";
import type { Subject } from "../journey";
import { setOf } from "../media/offers";

/** The volumes that may be brought in: those of releases whose signatures suffice here. */
export function admitted(look: Look): PickId[] {
  return look.packages
    .filter((seen) => seen.trusted)
    .flatMap((seen) => seen.found.volumes.map((volume) => volume.file.id));
}

/** How an import ended, in one word: `good` only when all that was meant is complete and nothing failed. */
export function wordOf({ volumes, failure }: Imported): "good" | "incomplete" | "failed" {
  if (failure || volumes.some((volume) => volume.damaged.length > 0)) return "failed";
  // A set's earlier volumes are told before the last one makes the release complete.
  const releases = new Map(volumes.map((volume) => [volume.manifest, false]));
  for (const volume of volumes) if (volume.complete) releases.set(volume.manifest, true);
  return releases.size > 0 && [...releases.values()].every(Boolean) ? "good" : "incomplete";
}

/** The releases that are complete now, to go on with. */
export function completed(volumes: readonly ImportedVolume[], packages: readonly FoundPackage[]): Subject[] {
  const complete = new Map(volumes.filter((volume) => volume.complete).map((volume) => [volume.manifest, volume]));
  return [...complete.values()].map(({ manifest, product, version }) => ({
    product,
    version,
    name: packages.find((found) => found.manifest === manifest)?.name || product,
  }));
}

/**
 * What a package still lacks after its volumes were brought in: of the set whose volumes are counted. Sets of the same
 * release have other volumes under the same numbers.
 */
export function lacking(found: FoundPackage, volumes: readonly ImportedVolume[]): { numbers: number[]; bases: string[] } | null {
  const brought = volumes.filter((volume) => volume.manifest === found.manifest);
  if (brought.length === 0 || brought.some((volume) => volume.complete)) return null;
  const [set] = setOf(found.volumes);
  // One that was found is of that set and is not missing, or of another and mends nothing of it.
  const isFound = (name: string) => found.volumes.some(({ file }) => file.name === name);
  const late = brought.filter(({ volume, count }) => count === set?.count && !isFound(volume));
  const numbers = found.missing.filter((number) => !late.some((volume) => volume.number === number));
  return { numbers, bases: found.bases };
}

/** A volume while volumes are brought in. */
export interface VolumeLine {
  name: string;
  state: StepWord | "waiting";
}

/** Every volume that is brought in, those that wait their turn too. */
export function linesOf(look: Look | undefined, state: OperationState): VolumeLine[] {
  const told = new Map(stepsOf(state).map(({ step, state }): [string, VolumeLine["state"]] => [step.title, state]));
  const meant = look?.packages.filter((seen) => seen.trusted).flatMap((seen) => seen.found.volumes) ?? [];
  for (const { file } of meant) if (!told.has(file.name)) told.set(file.name, "waiting");
  return [...told].map(([name, state]) => ({ name, state }));
}
