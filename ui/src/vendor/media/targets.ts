import type { Drive } from "../../backend/generated/Drive";

/** A folder that is no drive. */
export const FOLDER = "folder";

/** A drive that can be taken out, and whether the volumes can go there. */
export interface Target {
  drive: Drive;
  fits: boolean;
  why: "readOnly" | "full" | "sick" | undefined;
}

/** The drives that volumes could be written to; those that cannot take them say why. */
export function targets(drives: readonly Drive[], bytes: number): Target[] {
  return drives
    .filter((drive) => drive.removable)
    .map((drive) => {
      const why = drive.readOnly ? "readOnly" : drive.problem ? "sick" : drive.freeBytes < bytes ? "full" : undefined;
      return { drive, fits: why === undefined, why };
    });
}
