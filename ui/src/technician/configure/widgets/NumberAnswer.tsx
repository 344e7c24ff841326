import { NumberInput } from "@mantine/core";
import type { WidgetProps } from "@rjsf/utils";
import { useTranslations } from "use-intl";

import { around, askedOf } from "./asked";
import { useDecimalSign } from "./useDecimalSign";
import { useDefaultText } from "./useDefaultText";

/** A number, whole or not; what its bounds are is said beforehand. */
export function NumberAnswer(props: WidgetProps) {
  const { question, schema } = askedOf(props);
  const range = useRange(schema["minimum"], schema["maximum"]);
  const ifEmpty = useDefaultText(question, props.value);
  return (
    <NumberInput
      {...around(props, [range, ifEmpty].filter(Boolean).join(" "))}
      value={props.value ?? ""}
      onChange={(value) => props.onChange(value === "" ? undefined : value)}
      allowDecimal={question.kind === "number"}
      decimalSeparator={useDecimalSign()}
      allowedDecimalSeparators={[".", ","]}
      // The program says what is wrong with a number; it is never changed under the reader's hands.
      clampBehavior="none"
      hideControls
      styles={{ wrapper: { maxWidth: "14rem" } }}
      inputMode="decimal"
      autoComplete="off"
    />
  );
}

function useRange(least: unknown, most: unknown): string | undefined {
  const say = useTranslations("configure.range");
  if (typeof least === "number" && typeof most === "number") return say("both", { least: `${least}`, most: `${most}` });
  if (typeof least === "number") return say("least", { least: `${least}` });
  return typeof most === "number" ? say("most", { most: `${most}` }) : undefined;
}
