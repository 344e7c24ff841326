import type { WidgetProps } from "@rjsf/utils";

import type { Asked } from "../form/kinds";

/** What a widget needs of its question. */
export function askedOf({ options }: WidgetProps): Asked {
  return options["asked"] as Asked;
}

const SIZE = { size: "sm" } as const;

/** What every input of ours shows around itself: label, help, problem, and what tells the form that it was left. */
export function around(props: WidgetProps, help?: string) {
  const { question } = askedOf(props);
  const problems = props.rawErrors ?? [];
  return {
    id: props.id,
    label: question.title,
    description: [question.help, help].filter(Boolean).join(" ") || undefined,
    error: problems.length > 0 ? problems.join(" ") : undefined,
    descriptionProps: SIZE,
    errorProps: SIZE,
    // Mantine says it of most inputs by itself, but not of a password's.
    "aria-invalid": problems.length > 0 || undefined,
    withAsterisk: props.required ?? false,
    onBlur: () => props.onBlur(props.id, props.value),
  };
}
