import { Alert } from "@mantine/core";
import type { ReactNode } from "react";

import { type Tone, TONES } from "./StateBadge";

/** Something to know, that is no failure of the program. */
export function Note({ tone, title, children }: { tone: Tone; title: string; children?: ReactNode }) {
  const { color, Icon } = TONES[tone];
  return (
    <Alert color={color} icon={<Icon aria-hidden />} title={title}>
      {children}
    </Alert>
  );
}
