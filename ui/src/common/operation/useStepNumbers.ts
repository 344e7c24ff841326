import { useTranslations } from "use-intl";

import { useFormats } from "../formats";
import type { OperationState } from "./state";

/** What is measured of the step in hand, in one line; empty when nothing is. */
export function useStepNumbers(state: OperationState): string {
  const say = useTranslations("operation");
  const formats = useFormats();
  const { bytes, files, rate, secondsLeft, elapsed } = state;
  const parts: string[] = [];
  if (bytes) parts.push(say("bytes", { done: formats.bytes(bytes.done), total: formats.bytes(bytes.total) }));
  if (files) parts.push(say("files", { done: formats.count(files.done), total: formats.count(files.total) }));
  if (rate !== null) parts.push(say("rate", { rate: formats.rate(rate) }));
  // Nothing is left to wait for within the last second.
  if (secondsLeft !== null && secondsLeft >= 1) parts.push(say("left", { time: formats.duration(secondsLeft) }));
  if (elapsed) {
    parts.push(say("elapsed", { time: formats.duration(elapsed.done), most: formats.duration(elapsed.total) }));
  }
  return parts.join(" · ");
}
