import { useTranslations } from "use-intl";

import { Step } from "../../common/Step";
import { useBack } from "../useBack";

export function Media() {
  const say = useTranslations("media");
  return (
    <Step title={say("title")} back={useBack()}>
      {null}
    </Step>
  );
}
