import { Stack } from "@mantine/core";
import type { ComponentType } from "react";

import { Compatibility } from "./compatibility/Compatibility";
import { Configure } from "./configure/Configure";
import { useJourney } from "./context";
import { Done } from "./done/Done";
import { Install } from "./install/Install";
import type { StepName } from "./journey";
import { Media } from "./media/Media";
import { Review } from "./review/Review";
import { StepBar } from "./StepBar";
import { Verify } from "./verify/Verify";

const SCREENS: Record<StepName, ComponentType> = {
  media: Media,
  verify: Verify,
  compatibility: Compatibility,
  configure: Configure,
  review: Review,
  install: Install,
  done: Done,
};

/** From stick to report: where one is, and the step in hand. */
export function Journey() {
  const { journey } = useJourney();
  const Screen = SCREENS[journey.step];
  return (
    <Stack gap="lg">
      <StepBar />
      <Screen key={journey.step} />
    </Stack>
  );
}
