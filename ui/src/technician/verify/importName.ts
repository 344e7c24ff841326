import type { PickId } from "../../backend/generated/PickId";

/** What the import of some volumes is called among the window's work, so that its result is not taken for another's. */
export function importName(volumes: readonly PickId[]): string {
  return `import ${volumes.join(" ")}`;
}
