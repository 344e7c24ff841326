import { Center, Loader } from "@mantine/core";
import { lazy, Suspense } from "react";
import { useTranslations } from "use-intl";

import type { OperatorFormProps } from "./OperatorForm";

const OperatorForm = lazy(() => import("./OperatorForm"));

/** An operator's form, which is large and fetched only when it is looked at. */
export function LazyForm(props: OperatorFormProps) {
  const common = useTranslations("common");
  const waiting = (
    <Center py="xl">
      <Loader aria-label={common("waiting")} role="status" />
    </Center>
  );
  return (
    <Suspense fallback={waiting}>
      <OperatorForm {...props} />
    </Suspense>
  );
}
