import { useFormatter, useTranslations } from "use-intl";

import type { FoundPackage } from "../../backend/generated/FoundPackage";
import type { ImportedVolume } from "../../backend/generated/ImportedVolume";
import { useNumbers } from "../media/useNumbers";
import { lacking } from "./outcome";

/** What is still missing after an import, as one phrase. */
export function useLackingText(packages: readonly FoundPackage[], volumes: readonly ImportedVolume[]): string {
  const say = useTranslations("verify.result");
  const listed = useNumbers();
  const format = useFormatter();
  const phrases = packages.flatMap((found) => {
    const lacks = lacking(found, volumes);
    if (!lacks) return [];
    const phrases: string[] = [];
    const { numbers, bases } = lacks;
    if (numbers.length > 0) phrases.push(say("missingVolumes", { count: numbers.length, numbers: listed(numbers) }));
    if (bases.length > 0) phrases.push(say("missingBases", { bases: bases.join(", ") }));
    return phrases.length > 0 ? phrases : [say("missingUnknown")];
  });
  return format.list(phrases.length > 0 ? phrases : [say("missingUnknown")], { type: "conjunction" });
}
