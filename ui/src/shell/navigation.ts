import { HardDriveDownload, KeyRound, LayoutGrid, type LucideIcon, PackageOpen, ScrollText, Settings, Ship } from "lucide-react";

import type { Screen } from "./place";

/** An entry of the navigation: where it leads, and the screens that belong to it. */
export interface Entry {
  screen: Exclude<Screen, "release" | "recovery">;
  Icon: LucideIcon;
  /** Screens on which it is marked as the present one. */
  covers: readonly Screen[];
}

const ALL: readonly Entry[] = [
  { screen: "journey", Icon: HardDriveDownload, covers: ["journey"] },
  { screen: "installed", Icon: LayoutGrid, covers: ["installed", "recovery"] },
  { screen: "releases", Icon: PackageOpen, covers: ["releases", "release"] },
  { screen: "audit", Icon: ScrollText, covers: ["audit"] },
  { screen: "keys", Icon: KeyRound, covers: ["keys"] },
  { screen: "vendor", Icon: Ship, covers: ["vendor"] },
  { screen: "settings", Icon: Settings, covers: ["settings"] },
];

/** What the navigation offers; export mode only to whoever switched it on. */
export function entries(exportMode: boolean): readonly Entry[] {
  return ALL.filter((entry) => exportMode || entry.screen !== "vendor");
}
