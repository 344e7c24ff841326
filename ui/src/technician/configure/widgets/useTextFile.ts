import { useState } from "react";
import { useTranslations } from "use-intl";

import { BackendError } from "../../../backend/backend";
import { useBackend } from "../../../backend/context";
import type { Pick } from "../../../backend/generated/Pick";
import { useFormats } from "../../../common/formats";

/** Takes the text of a file that a person chose in a dialog of the system's, if it is one and not too large. */
export function useTextFile(most: number, took: (text: string) => void): { problem: string | undefined; busy: boolean; take(): void } {
  const say = useTranslations("configure.file");
  const formats = useFormats();
  const backend = useBackend();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const read = async ({ id, name, bytes }: Pick) => {
    if (bytes !== null && bytes > most) {
      setProblem(say("tooLarge", { name, bytes: formats.bytes(bytes), most: formats.bytes(most) }));
      return;
    }
    try {
      took((await backend.ask("read_text", { file: id, most })).text);
    } catch (error) {
      const isOther = error instanceof BackendError && error.explained.code === "file-not-text";
      setProblem(isOther ? say("notText", { name }) : String(error instanceof Error ? error.message : error));
    }
  };
  const choose = async () => {
    const file = (await backend.ask("pick_files", { purpose: "answer-file" })).picks[0];
    if (file) await read(file);
  };
  return {
    problem,
    busy,
    take() {
      setProblem(undefined);
      setBusy(true);
      choose()
        .catch((error: unknown) => setProblem(error instanceof Error ? error.message : String(error)))
        .finally(() => setBusy(false));
    },
  };
}
