import { useTranslations } from "use-intl";

import type { FieldSpec } from "./spec";

/** A field's label, help and whether it must be given, as Mantine's inputs take them. */
export function useFieldTexts({ label, help, required = false }: FieldSpec) {
  const say = useTranslations("vendor");
  return {
    label: say(`fields.${label}`),
    ...(help ? { description: say(`help.${help}`) } : {}),
    withAsterisk: required,
  };
}
