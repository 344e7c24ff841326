import { useTranslations } from "use-intl";

import { Step } from "../../common/Step";
import { useBack } from "../useBack";

export function Compatibility() {
  const say = useTranslations("compatibility");
  return (
    <Step title={say("title")} back={useBack()}>
      {null}
    </Step>
  );
}
