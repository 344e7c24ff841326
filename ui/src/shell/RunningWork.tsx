import { Button, Loader } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { Calls } from "../backend/backend";
import { useFormats } from "../common/formats";
import { useRunning } from "../common/operation/useOperation";
import type { Place } from "./place";
import { useRoute } from "./route";

/** Where long work is watched; whatever is not named here belongs to the journey. */
const WATCHED_AT: Partial<Record<keyof Calls, Place>> = {
  recover: { screen: "recovery" },
  verify_depot: { screen: "releases" },
  export_release: { screen: "releases" },
  status: { screen: "installed" },
  pack: { screen: "vendor" },
  sign: { screen: "vendor" },
  try_release: { screen: "vendor" },
  write_media: { screen: "vendor" },
  examine: { screen: "audit" },
  export_log: { screen: "audit" },
};

/** Work that goes on while another screen is looked at, and the way back to it. */
export function RunningWork() {
  const say = useTranslations("shell");
  const formats = useFormats();
  const { place, go } = useRoute();
  const [work] = useRunning();
  const at = (work && WATCHED_AT[work.call]) ?? { screen: "journey" };
  if (!work || at.screen === place.screen) return null;
  const what = work.state.what || say("close.work");
  return (
    <Button variant="light" size="compact-sm" leftSection={<Loader size="1em" aria-hidden />} onClick={() => go(at)}>
      {say("running", { what, percent: formats.percent(work.state.overall) })}
    </Button>
  );
}
