import { TextInput } from "@mantine/core";
import type { WidgetProps } from "@rjsf/utils";

import { around, askedOf } from "./asked";
import { useDefaultText } from "./useDefaultText";

/** A line of text. */
export function TextAnswer(props: WidgetProps) {
  const help = useDefaultText(askedOf(props).question, props.value);
  return (
    <TextInput
      {...around(props, help)}
      value={props.value ?? ""}
      onChange={({ currentTarget }) => props.onChange(currentTarget.value === "" ? undefined : currentTarget.value)}
      autoComplete="off"
      spellCheck={false}
    />
  );
}
