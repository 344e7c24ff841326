import { useTranslations } from "use-intl";

import { Step } from "../../common/Step";
import { useBack } from "../useBack";

export function Verify() {
  const say = useTranslations("verify");
  return (
    <Step title={say("title")} back={useBack()}>
      {null}
    </Step>
  );
}
