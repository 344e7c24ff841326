import type { About } from "../generated/About";
import type { Drive } from "../generated/Drive";
import type { InstalledView } from "../generated/InstalledView";
import type { KeyView } from "../generated/KeyView";
import type { OperationEvent } from "../generated/OperationEvent";
import type { Overview } from "../generated/Overview";
import type { Preferences } from "../generated/Preferences";
import type { RecordRules } from "../generated/RecordRules";
import type { RecordView } from "../generated/RecordView";
import type { ReleaseSummary } from "../generated/ReleaseSummary";
import { drives } from "./data/drives";
import { installed } from "./data/installed";
import { EXAMPLE_WORKS } from "./data/keys";
import { newLog } from "./data/log";
import { releases } from "./data/releases";

/** All that the mock knows and changes. */
export interface World {
  about: About;
  preferences: Preferences;
  /** What the facility's rules want in the record of a change. */
  rules: RecordRules;
  overview: Pick<Overview, "unfinished" | "recovered">;
  drives: Drive[];
  keys: KeyView[];
  releases: ReleaseSummary[];
  installed: InstalledView[];
  log: RecordView[];
  /** What each run has told. */
  events: Map<string, OperationEvent[]>;
}

export function newWorld(): World {
  return {
    about: {
      version: "0.1.0",
      scope: "system",
      root: "/var/lib/sealift",
      host: "hall-7-scada",
      user: "t.brandt",
      locked: false,
      language: "en",
      locale: "en-GB",
    },
    preferences: { language: "system", colours: "system", text: "normal", exportMode: false, person: "Tina Brandt", recoverySeen: "" },
    rules: { ticket: true, reason: false },
    overview: { unfinished: [], recovered: [] },
    drives: structuredClone(drives),
    keys: [structuredClone(EXAMPLE_WORKS)],
    releases: structuredClone(releases),
    installed: structuredClone(installed),
    log: newLog(),
    events: new Map(),
  };
}
