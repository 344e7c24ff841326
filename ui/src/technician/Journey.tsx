import { Stack } from "@mantine/core";
import type { ComponentType } from "react";

import { later } from "../common/later";
import { useJourney } from "./context";
import type { StepName } from "./journey";
import { Media } from "./media/Media";
import { StepBar } from "./StepBar";

const SCREENS: Record<StepName, ComponentType> = {
  media: Media,
  verify: later(async () => (await import("./verify/Verify")).Verify),
  compatibility: later(async () => (await import("./compatibility/Compatibility")).Compatibility),
  configure: later(async () => (await import("./configure/Configure")).Configure),
  review: later(async () => (await import("./review/Review")).Review),
  install: later(async () => (await import("./install/Install")).Install),
  done: later(async () => (await import("./done/Done")).Done),
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
