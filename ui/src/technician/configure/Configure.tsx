import { useTranslations } from "use-intl";

import { Step } from "../../common/Step";
import { useBack } from "../useBack";

export function Configure() {
  const say = useTranslations("configure");
  return (
    <Step title={say("title")} back={useBack()}>
      {null}
    </Step>
  );
}
