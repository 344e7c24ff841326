import { Center, Loader } from "@mantine/core";
import { lazy, Suspense } from "react";
import { useTranslations } from "use-intl";

import type { AnswersFormProps } from "./AnswersForm";

const AnswersForm = lazy(async () => ({ default: (await import("./AnswersForm")).AnswersForm }));

/** The form, whose library is large and fetched only when it is looked at. */
export function LazyAnswersForm(props: AnswersFormProps) {
  const say = useTranslations("common");
  const waiting = (
    <Center py="xl">
      <Loader aria-label={say("waiting")} role="status" />
    </Center>
  );
  return (
    <Suspense fallback={waiting}>
      <AnswersForm {...props} />
    </Suspense>
  );
}
