import { Group, Radio } from "@mantine/core";
import type { WidgetProps } from "@rjsf/utils";
import { useTranslations } from "use-intl";

import { around } from "./asked";

/** Yes or no, neither of which is taken before somebody says so. */
export function YesNoAnswer(props: WidgetProps) {
  const say = useTranslations("common");
  const { id, ...shown } = around(props);
  const chosen = typeof props.value === "boolean" ? (props.value ? "yes" : "no") : null;
  return (
    <Radio.Group {...shown} value={chosen} onChange={(word) => props.onChange(word === "yes")} name={id}>
      <Group gap="lg" mt={6}>
        <Radio value="yes" label={say("yes")} id={id} />
        <Radio value="no" label={say("no")} />
      </Group>
    </Radio.Group>
  );
}
