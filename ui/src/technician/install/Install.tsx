import { useTranslations } from "use-intl";

import { Step } from "../../common/Step";
import { useBack } from "../useBack";

export function Install() {
  const say = useTranslations("install");
  return (
    <Step title={say("title")} back={useBack()}>
      {null}
    </Step>
  );
}
