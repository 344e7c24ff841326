import type { StepView } from "../../backend/generated/StepView";
import type { OperationState, StepWord } from "../../common/operation/state";
import type { Tone } from "../../common/StateBadge";
import { byComponent } from "../review/plan";

/** `waiting` and `unbegun` are ours: a step that has not begun yet, and one that will not any more. */
export type RunWord = StepWord | "waiting" | "unbegun";

export const RUN_TONES: Record<RunWord, Tone> = {
  waiting: "quiet",
  unbegun: "quiet",
  running: "info",
  done: "good",
  failed: "bad",
  undone: "warn",
  "undo-failed": "bad",
};

/** A step of the plan and how it stands. */
export interface RunningStep {
  step: StepView;
  word: RunWord;
  /** Why it failed. */
  problem: string | null;
}

/** One component's part of a run. */
export interface ComponentRun {
  component: string | null;
  steps: RunningStep[];
  /** Steps that are done. */
  done: number;
  /** Between 0 and 1, with the part of the step in hand that is done. */
  part: number;
  word: RunWord;
}

/** How each component stands. What was taken back counts no longer as done, so its bar goes back. */
export function componentRuns(steps: readonly StepView[], state: OperationState): ComponentRun[] {
  return byComponent(steps).map(({ component, steps }) => {
    const running = steps.map((step) => runningStep(step, state));
    const done = running.filter(({ word }) => word === "done").length;
    const inHand = running.some(({ step, word }) => word === "running" && step.number === state.step) ? inPart(state) : 0;
    return { component, steps: running, done, part: (done + inHand) / Math.max(1, steps.length), word: wordOf(running) };
  });
}

function runningStep(step: StepView, state: OperationState): RunningStep {
  const known = state.known[step.number];
  return { step, word: known?.state ?? (isGoingOn(state) ? "waiting" : "unbegun"), problem: known?.problem?.message ?? null };
}

function isGoingOn({ undoing, outcome }: OperationState): boolean {
  return undoing === null && outcome === null;
}

/** How much of the step in hand is done; nothing where nobody can know. */
function inPart({ bytes, files }: OperationState): number {
  const span = bytes ?? files;
  return span && span.total > 0 ? Math.min(1, span.done / span.total) : 0;
}

function wordOf(steps: readonly RunningStep[]): RunWord {
  const has = (word: RunWord) => steps.some((step) => step.word === word);
  const grave = (["undo-failed", "failed", "running"] as const).find(has);
  if (grave) return grave;
  if (has("undone")) return "undone";
  if (steps.every(({ word }) => word === "done")) return "done";
  if (has("done")) return "running";
  return has("unbegun") ? "unbegun" : "waiting";
}
