import { useTranslations } from "use-intl";

import type { Pick } from "../../backend/generated/Pick";
import { isUnsaved, type Opened } from "../bench/bench";
import { type SizeName, volumeBytes } from "./sizes";

/** What is chosen for sealing. */
export interface PackForm {
  signing: string;
  key: Pick | undefined;
  to: Pick | undefined;
  bases: readonly Pick[];
  size: SizeName;
  mebibytes: string;
}

export type Hindrance = "unsaved" | "wrong" | "noKey" | "noFolder" | "badSize";

/** Why it cannot be sealed yet. */
export function hindrance(opened: Opened | null, { signing, key, to, size, mebibytes }: PackForm): Hindrance | undefined {
  if (opened && opened.view.problems.length > 0) return "wrong";
  // What is sealed is what stands in the file.
  if (isUnsaved(opened)) return "unsaved";
  if (signing === "now" && !key) return "noKey";
  if (!to) return "noFolder";
  return volumeBytes(size, mebibytes) === "wrong" ? "badSize" : undefined;
}

export function useHindrance(opened: Opened | null, form: PackForm): string | undefined {
  const say = useTranslations("vendor.seal.hindered");
  const why = hindrance(opened, form);
  return why && say(why);
}
