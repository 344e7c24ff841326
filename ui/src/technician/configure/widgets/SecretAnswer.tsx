import { PasswordInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { WidgetProps } from "@rjsf/utils";
import { useTranslations } from "use-intl";

import { around, askedOf } from "./asked";

/** A text that is masked unless one asks to see it, and that may be kept from before. */
export function SecretAnswer(props: WidgetProps) {
  const say = useTranslations("configure.secret");
  const { question } = askedOf(props);
  const [visible, { toggle }] = useDisclosure(false);
  const { title } = question;
  return (
    <PasswordInput
      {...around(props, question.kept ? say("kept") : undefined)}
      value={props.value ?? ""}
      onChange={({ currentTarget }) => props.onChange(currentTarget.value === "" ? undefined : currentTarget.value)}
      placeholder={question.kept ? say("keptPlaceholder") : undefined}
      visible={visible}
      onVisibilityChange={toggle}
      visibilityToggleButtonProps={{ tabIndex: 0, "aria-label": say(visible ? "hide" : "show", { title }), "aria-hidden": false }}
      autoComplete="new-password"
    />
  );
}
