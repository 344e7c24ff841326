import { changeOf, type Journey, START, type Subject, travelled } from "../../technician/journey";
import { explained, type Mocked, refuse } from "./answering";
import { record } from "./data/log";
import { incompatible } from "./data/check";
import { planOf } from "./data/plan";
import { MONITORING } from "./data/releases";
import type { MockOptions } from "./mock";
import { play } from "./simulate";

const LONG = 100_000;

/** A run whose eleventh step fails, and what is taken back then. */
function failingRun(isWhole: boolean): Mocked<"run"> {
  const problem = {
    code: "service-not-ready", message: "The service did not become ready.", detail: "monitoring-prometheus.service",
    remedy: "Look at what it wrote.",
  };
  return async ({ change }, scene) => {
    const steps = planOf(change).steps.map((step) => ({ ...step, bytes: null }));
    await play(scene, { what: "Upgrade", steps, failing: { step: 11, problem } });
    return {
      operation: scene.operation,
      outcome: isWhole ? "rolled-back" : "failed-partially",
      success: false,
      failure: explained(problem.code, problem.message, problem.remedy, { detail: problem.detail, exit: 21 }),
      left: isWhole ? [] : ["9. Bring the samples to format 2: the backup could not be played back (no space left)."],
      active: isWhole ? "1.0.0" : null,
      reboot: false,
      recovered: [],
    };
  };
}

/** Situations to look at: `mock.html?case=NAME`. */
export const CASES: Record<string, MockOptions> = {
  usual: {},
  locked: { world: (world) => (world.about.locked = true) },
  "no-drives": { world: (world) => (world.drives = []) },
  "new-site": {
    world: (world) => {
      world.keys = [];
      world.releases = [];
      world.installed = [];
      world.log = [];
    },
  },
  unfinished: {
    world: (world) => {
      world.overview.unfinished = [
        { operation: "7c1d0a", what: "Upgrade", product: "Monitoring", since: "2026-11-21T08:58:03Z" },
      ];
    },
  },
  incompatible: { over: { check: () => incompatible } },
  "vendor-on": { world: (world) => (world.preferences.exportMode = true) },
  // As long a log as a site has after years, made up page by page.
  "long-log": {
    over: {
      records: ({ filter, before, skip, most }) => {
        const step = filter.text ? 97 : 1;
        const first = (before ?? LONG) - 1 - skip * step;
        const records = Array.from({ length: most }, (_, at) => first - at * step).filter((sequence) => sequence >= 0);
        const last = records[records.length - 1] ?? 0;
        return {
          records: records.map((sequence) => record(sequence, LONG).row),
          total: Math.ceil(LONG / step),
          size: LONG,
          next: last - step >= 0 ? last : null,
        };
      },
    },
  },
  failing: {
    over: {
      releases: () => {
        throw new Error("the pipe is closed");
      },
    },
  },
  "rolls-back": { over: { run: failingRun(true) } },
  "fails-partially": { over: { run: failingRun(false) } },
  "policy-asks": {
    over: {
      plan: (change) =>
        change.accepted.includes("irreversible-steps")
          ? planOf(change)
          : refuse(
              explained("irreversible-steps", "The plan has steps that cannot be undone.", "Accept that, or leave it.", {
                questions: [
                  { code: "irreversible-steps", what: "One step cannot be undone.", acceptable: true },
                ],
                exit: 12,
              }),
            ),
    },
  },
  damaged: {
    over: {
      import: () => ({
        volumes: [],
        failure: explained(
          "chunk-damaged",
          "A part of this package file is damaged.",
          "The rest was verified. Import the same file from another copy, or ask the vendor for a repair file with the parts named.",
          { detail: "monitoring-1.1.0.sealift: 2 of 37 parts", lines: ["4f1c…a0", "9be2…17"], exit: 10 },
        ),
      }),
    },
  },
};

const SUBJECT: Subject = { product: MONITORING, name: "Monitoring", version: "1.1.0" };

/** The journey at a step, as it is when all before it went well: `mock.html?step=NAME`. */
export function journeyAt(step: string): Journey | undefined {
  const verify = travelled(START, { kind: "chosen", volumes: [101] });
  const compatibility = travelled(verify, { kind: "brought-in", subject: SUBJECT });
  const configure = travelled(travelled(compatibility, { kind: "judged", compatible: true }), { kind: "show", step: "configure" });
  const review = travelled(configure, { kind: "answered", answers: { prometheus_port: 9190 } });
  const change = changeOf(review, SUBJECT);
  const agreement = { id: "1", plan: planOf(change), change, ticket: "CHG-4711", reason: "Planned", person: "Tina Brandt" };
  const install = travelled(review, { kind: "agreed", agreement });
  const end = {
    operation: "5a3f", outcome: "succeeded", success: true, failure: null, left: [], active: "1.1.0", reboot: false, recovered: [],
  };
  const done = travelled(install, { kind: "ended", end });
  const stranger = travelled(START, { kind: "chosen", volumes: [20] });
  return { media: START, verify, stranger, compatibility, configure, review, install, done }[step];
}
