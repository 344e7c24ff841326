import { useTranslations } from "use-intl";

import { Step } from "../../common/Step";
import { useBack } from "../useBack";

export function Review() {
  const say = useTranslations("review");
  return (
    <Step title={say("title")} back={useBack()}>
      {null}
    </Step>
  );
}
