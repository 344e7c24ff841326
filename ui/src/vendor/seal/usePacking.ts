import { useEffect, useState } from "react";

import { useOperation } from "../../common/operation/useOperation";
import { useBench } from "../bench/context";
import { volumeBytes } from "./sizes";
import type { PackForm } from "./useHindrance";

/** Sealing, and what came of it; the volumes are then at hand for everything that comes after. */
export function usePacking() {
  const { opened, bench } = useBench();
  const operation = useOperation("pack");
  const { answer } = operation;
  const [signed, setSigned] = useState(true);
  useEffect(() => {
    if (answer) bench.packed(answer);
  }, [answer, bench]);
  return {
    ...operation,
    /** Whether the last volumes were signed as they were sealed. */
    signed,
    start({ signing, key, to, bases, size, mebibytes }: PackForm, password: string) {
      const bytes = volumeBytes(size, mebibytes);
      if (!opened || !to || bytes === "wrong") return;
      const isSigned = signing === "now";
      setSigned(isSigned);
      operation.start({
        description: opened.view.file.id,
        key: isSigned ? (key?.id ?? null) : null,
        password: isSigned ? password : "",
        to: to.id,
        volumeBytes: bytes,
        bases: bases.map(({ id }) => id),
      });
    },
  };
}
