import type { OperationEvent } from "../../backend/generated/OperationEvent";
import type { RunStep } from "../../backend/generated/RunStep";
import type { Span } from "../../backend/generated/Span";
import type { Trouble } from "../../backend/generated/Trouble";

/** How a step stands: `waiting` is ours, the others are the program's words. */
export type StepWord = "running" | "done" | "failed" | "undone" | "undo-failed";

export interface StepState {
  step: RunStep;
  state: StepWord;
  problem: Trouble | null;
  /** When it came to that, UTC. */
  at: string;
}

export interface LogLine {
  /** Counts up over the whole operation, so a list can tell lines apart. */
  id: number;
  step: number;
  text: string;
}

/** All that is known of an operation from its events. */
export interface OperationState {
  /** The program's name for it, under which the log has it. */
  operation: string;
  /** What it is for, worded. */
  what: string;
  /** How many steps it has. */
  steps: number;
  /** Each step that has begun, by its number. */
  known: Readonly<Record<number, StepState>>;
  /** When the first step began and the last one so far came to its state, UTC. */
  times: { from: string; to: string } | null;
  /** Between 0 and 1. */
  overall: number;
  undoing: { problem: Trouble; steps: number } | null;
  /** The step in hand, by its number. */
  step: number | null;
  bytes: Span | null;
  files: Span | null;
  rate: number | null;
  secondsLeft: number | null;
  elapsed: Span | null;
  /** What the steps wrote, the last lines. */
  lines: readonly LogLine[];
  /** Lines left out before them. */
  leftOut: number;
  warnings: readonly Trouble[];
  /** How it ended. */
  outcome: string | null;
  /** The number of the last event that counts. */
  last: number;
  nextLine: number;
  /** The step whose last line has not ended yet. */
  unended: number | null;
}

/** More lines than these are of no use to a reader and would fill the memory. */
export const MOST_LINES = 2000;

export const BLANK: OperationState = {
  operation: "",
  what: "",
  steps: 0,
  known: {},
  times: null,
  overall: 0,
  undoing: null,
  step: null,
  bytes: null,
  files: null,
  rate: null,
  secondsLeft: null,
  elapsed: null,
  lines: [],
  leftOut: 0,
  warnings: [],
  outcome: null,
  last: 0,
  nextLine: 0,
  unended: null,
};

/** What is known after one more event. Numbered events that were heard already change nothing. */
export function heard(state: OperationState, event: OperationEvent): OperationState {
  if ("number" in event && event.number <= state.last) return state;
  const next = "number" in event ? { ...state, last: event.number } : state;
  switch (event.kind) {
    case "started":
      return { ...next, operation: event.operation, what: event.what, steps: event.steps };
    case "step":
      return stepped(next, event);
    case "output":
      return wrote(next, event.step, event.text, event.whole);
    case "undoing":
      return { ...next, undoing: { problem: event.problem, steps: event.steps }, overall: 0, ...STILL };
    case "warning":
      return { ...next, warnings: [...next.warnings, event.problem] };
    case "progress":
      return moved(next, event);
    case "finished":
      return { ...next, outcome: event.outcome, step: null, ...STILL };
  }
}

const STILL = { bytes: null, files: null, rate: null, secondsLeft: null, elapsed: null } as const;

function stepped(state: OperationState, event: Extract<OperationEvent, { kind: "step" }>): OperationState {
  const { step, problem, at } = event;
  // Why a step failed is still so when it has been taken back.
  const why = problem ?? state.known[step.number]?.problem ?? null;
  const known = { ...state.known, [step.number]: { step, state: event.state as StepWord, problem: why, at } };
  const times = { from: state.times?.from ?? at, to: at };
  const isNew = event.state === "running" && state.step !== step.number;
  return isNew ? { ...state, known, times, step: step.number, ...STILL } : { ...state, known, times };
}

function moved(state: OperationState, event: Extract<OperationEvent, { kind: "progress" }>): OperationState {
  // A late report from before the turn would make the bar jump.
  if (event.undoing !== (state.undoing !== null)) return state;
  const { step, bytes, files, rate, secondsLeft, elapsed } = event;
  return { ...state, overall: Math.max(state.overall, event.overall), step, bytes, files, rate, secondsLeft, elapsed };
}

function wrote(state: OperationState, step: number, text: string, whole: boolean): OperationState {
  if (text === "" && !whole) return state;
  const before = whole ? state.lines.filter((line) => line.step !== step) : [...state.lines];
  // What comes in pieces need not come in whole lines.
  const last = !whole && state.unended === step ? before.pop() : undefined;
  const texts = ((last?.text ?? "") + text).replace(/\n$/, "").split("\n");
  const added = texts.map((text, at) => ({ id: state.nextLine + at, step, text }));
  const all = [...before, ...added];
  const surplus = Math.max(0, all.length - MOST_LINES);
  return {
    ...state,
    lines: all.slice(surplus),
    leftOut: state.leftOut + surplus,
    nextLine: state.nextLine + added.length,
    unended: whole || text.endsWith("\n") ? null : step,
  };
}

/** The steps that have begun, in their order. */
export function stepsOf(state: OperationState): StepState[] {
  return Object.values(state.known).sort((a, b) => a.step.number - b.step.number);
}

/** The step in hand. */
export function current(state: OperationState): StepState | undefined {
  return state.step === null ? undefined : state.known[state.step];
}
