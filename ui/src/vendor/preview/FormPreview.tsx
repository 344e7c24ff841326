import { Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { FormView } from "../../backend/generated/FormView";
import { Note } from "../../common/Note";
import { useBench } from "../bench/context";
import { useIdentity } from "../bench/useIdentity";
import { LazyForm } from "./LazyForm";
import { useTriedAnswers } from "./useTriedAnswers";

/** The form as an operator will see it, with the present description. */
export function FormPreview() {
  const say = useTranslations("vendor.preview");
  const { opened } = useBench();
  const form = opened?.view.form;
  if (!form) return <Note tone="info" title={say("noForm")} />;
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {say("form")}
      </Text>
      <Shown form={form} />
    </Stack>
  );
}

function Shown({ form }: { form: FormView }) {
  const { product, version } = useIdentity();
  const [answers, change] = useTriedAnswers(form);
  return <LazyForm form={form} product={product} version={version} answers={answers} onChange={change} />;
}
