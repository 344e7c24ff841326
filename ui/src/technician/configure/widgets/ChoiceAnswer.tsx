import { NativeSelect } from "@mantine/core";
import type { WidgetProps } from "@rjsf/utils";
import { useTranslations } from "use-intl";

import { isSame } from "../answers";
import { choicesOf } from "../form/kinds";
import { around, askedOf } from "./asked";

/** One of several values. */
export function ChoiceAnswer(props: WidgetProps) {
  const say = useTranslations("configure");
  const { schema } = askedOf(props);
  const choices = choicesOf(schema);
  const chosen = choices.findIndex(({ value }) => isSame(value, props.value));
  return (
    <NativeSelect
      {...around(props)}
      styles={{ wrapper: { maxWidth: "28rem" } }}
      value={chosen < 0 ? "" : `${chosen}`}
      onChange={({ currentTarget }) => props.onChange(choices[Number.parseInt(currentTarget.value, 10)]?.value)}
      data={[
        { value: "", label: say(props.required ? "choose" : "noChoice") },
        ...choices.map(({ title }, at) => ({ value: `${at}`, label: title })),
      ]}
    />
  );
}
