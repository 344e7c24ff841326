import { Group, TextInput } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { FieldProps } from "./Field";
import { useDraft } from "./useDraft";
import { useFieldTexts } from "./useFieldTexts";
import { useValue } from "./useValue";
import { inTongue, type Tongue, TONGUES, withTongue } from "./words";

/** A text for people, in each language. */
export function WordsField(props: FieldProps) {
  return (
    <Group gap="xs" align="flex-start" grow>
      {TONGUES.map((tongue) => (
        <InTongue key={tongue} tongue={tongue} {...props} />
      ))}
    </Group>
  );
}

function InTongue({ spec, path, tongue }: FieldProps & { tongue: Tongue }) {
  const say = useTranslations("vendor");
  const { value, error, set } = useValue(path);
  const { label, withAsterisk } = useFieldTexts(spec);
  const draft = useDraft(inTongue(value, tongue), (text) => set(withTongue(value, tongue, text)));
  const isFirst = tongue === "en";
  return (
    <TextInput
      label={say("inTongue", { label, tongue: say(`tongue.${tongue}`) })}
      withAsterisk={withAsterisk && isFirst}
      error={isFirst ? error : undefined}
      {...draft}
    />
  );
}
