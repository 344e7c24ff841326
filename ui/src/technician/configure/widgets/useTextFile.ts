import { useState } from "react";
import { useTranslations } from "use-intl";

import { useFormats } from "../../../common/formats";

/** Takes the text of a file that a person chose, if it is one and not too large. */
export function useTextFile(most: number, took: (text: string) => void) {
  const say = useTranslations("configure.file");
  const formats = useFormats();
  const [problem, setProblem] = useState<string>();
  const take = async (file: File | null) => {
    if (!file) return;
    setProblem(undefined);
    const { name, size } = file;
    if (size > most) {
      setProblem(say("tooLarge", { name, bytes: formats.bytes(size), most: formats.bytes(most) }));
      return;
    }
    const text = asText(await file.arrayBuffer());
    if (text === undefined) setProblem(say("notText", { name }));
    else took(text);
  };
  return { problem, take: (file: File | null) => void take(file) };
}

function asText(bytes: ArrayBuffer): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
