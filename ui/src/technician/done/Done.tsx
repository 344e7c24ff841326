import { useTranslations } from "use-intl";

import { Step } from "../../common/Step";
import { useBack } from "../useBack";

export function Done() {
  const say = useTranslations("done");
  return (
    <Step title={say("title")} back={useBack()}>
      {null}
    </Step>
  );
}
