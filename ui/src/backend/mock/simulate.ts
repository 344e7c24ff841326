import type { OperationEvent } from "../generated/OperationEvent";
import type { RunStep } from "../generated/RunStep";
import type { Trouble } from "../generated/Trouble";
import type { Scene } from "./answering";

/** A step as it is played. */
export interface Played extends RunStep {
  /** Bytes that it moves; nothing for one whose length nobody knows. */
  bytes: number | null;
  /** What it writes. */
  output?: string[];
}

export interface Play {
  what: string;
  steps: Played[];
  /** The step that fails, by its number, and why. */
  failing?: { step: number; problem: Trouble } | undefined;
}

const SLICES = 20;
const SLICE_MS = 90;

const STOPPED: Trouble = {
  code: "cancelled",
  message: "Somebody asked to stop.",
  detail: "",
  remedy: "Begin again when you like.",
};

/** Plays an operation: tells of its steps, and takes them back when one fails or somebody stops it. */
export async function play(scene: Scene, { what, steps, failing }: Play): Promise<"succeeded" | "rolled-back" | "cancelled"> {
  let number = 0;
  const told: OperationEvent[] = [];
  scene.world.events.set(scene.operation, told);
  const tell = (event: OperationEvent) => {
    if ("number" in event) told.push(event);
    scene.tell(event);
  };
  const next = () => ++number;
  const state = (step: RunStep, state: string, problem: Trouble | null = null) => {
    const { number: place, title, component } = step;
    const at = new Date().toISOString();
    tell({ kind: "step", number: next(), step: { number: place, title, component }, state, problem, at });
  };

  tell({ kind: "started", number: next(), operation: scene.operation, what, steps: steps.length });
  const total = steps.reduce((sum, step) => sum + weight(step), 0);
  let before = 0;
  const done: Played[] = [];
  for (const step of steps) {
    state(step, "running");
    for (let slice = 1; slice <= SLICES && !scene.isStopped(); slice++) {
      await scene.wait(SLICE_MS);
      tell(progress(step, slice / SLICES, (before + (weight(step) * slice) / SLICES) / total, false));
      const line = step.output?.[slice - 1];
      if (line) tell({ kind: "output", step: step.number, text: `${line}\n`, whole: false });
      if (failing?.step === step.number && slice === SLICES / 2) break;
    }
    const problem = scene.isStopped() ? STOPPED : failing?.step === step.number ? failing.problem : null;
    if (problem) {
      state(step, "failed", problem);
      await goBack(scene, tell, state, next, [...done, step], problem);
      const outcome = scene.isStopped() ? "cancelled" : "rolled-back";
      tell({ kind: "finished", number: next(), outcome });
      return outcome;
    }
    state(step, "done");
    done.push(step);
    before += weight(step);
  }
  tell({ kind: "finished", number: next(), outcome: "succeeded" });
  return "succeeded";
}

async function goBack(
  scene: Scene,
  tell: (event: OperationEvent) => void,
  state: (step: RunStep, state: string) => void,
  next: () => number,
  done: Played[],
  problem: Trouble,
) {
  tell({ kind: "undoing", number: next(), problem, steps: done.length });
  for (const [at, step] of [...done].reverse().entries()) {
    await scene.wait(SLICE_MS * 4);
    tell(progress(step, 1, (at + 1) / done.length, true));
    state(step, "undone");
  }
}

/** Steps of unknown length count like ten MiB. */
function weight(step: Played): number {
  return step.bytes ?? 10 * 1024 ** 2;
}

function progress(step: Played, part: number, overall: number, undoing: boolean): OperationEvent {
  const rate = step.bytes === null ? null : step.bytes / ((SLICES * SLICE_MS) / 1000);
  const measured = step.bytes !== null && !undoing;
  return {
    kind: "progress",
    overall,
    undoing,
    step: step.number,
    bytes: measured ? { done: Math.round((step.bytes ?? 0) * part), total: step.bytes ?? 0 } : null,
    files: null,
    rate: measured ? rate : null,
    secondsLeft: measured ? ((1 - part) * SLICES * SLICE_MS) / 1000 : null,
    elapsed: measured || undoing ? null : { done: Math.round(part * 4), total: 60 },
  };
}

/** Work of one step that is told in bytes. */
export async function count(scene: Scene, what: string, total: number): Promise<void> {
  const { tell, wait, operation } = scene;
  tell({ kind: "started", number: 1, operation, what, steps: 1 });
  for (let slice = 1; slice <= 20 && !scene.isStopped(); slice++) {
    await wait(120);
    const done = (slice * total) / 20;
    tell({
      kind: "progress", overall: slice / 20, undoing: false, step: 1, bytes: { done, total }, files: null,
      rate: 180_000_000, secondsLeft: (total - done) / 180_000_000, elapsed: null,
    });
  }
  tell({ kind: "finished", number: 2, outcome: "succeeded" });
}
