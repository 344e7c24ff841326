import type { ChangeRequest } from "../backend/generated/ChangeRequest";
import type { Pick } from "../backend/generated/Pick";
import type { PickId } from "../backend/generated/PickId";
import type { PlanView } from "../backend/generated/PlanView";
import type { RunEnd } from "../backend/generated/RunEnd";
import type { Want } from "../backend/generated/Want";
import { type Claims, NOTHING_TYPED, type TypedClaims } from "../common/claims/claims";
import { without } from "./configure/answers";

/** The steps from stick to report. */
export const STEPS = ["media", "verify", "compatibility", "configure", "review", "install", "done"] as const;
export type StepName = (typeof STEPS)[number];

/** The release that the journey is about. */
export interface Subject {
  product: string;
  name: string;
  /** The version that is wanted; nothing where the want names none, such as removing. */
  version: string | null;
}

/** How the change is wished, beside what it is. */
export type Choices = Omit<ChangeRequest, "want" | "product" | "version" | "answers">;

export interface Journey {
  step: StepName;
  /** What is wanted. All but an install begin at the review. */
  want: Want;
  /** The volumes or folders to bring in. */
  volumes: readonly PickId[];
  subject: Subject | null;
  /** Another machine's facts, which the release is judged against. */
  facts: Pick | null;
  /** Whether the release can be installed here, as last judged. */
  compatible: boolean;
  /** The whole of the answers, once they stand; nothing for those in force. */
  answers: Record<string, unknown> | null;
  /** Answers by question as they stand in the form, so that looking something up meanwhile loses none. */
  draft: Record<string, unknown> | null;
  /** The questions among them whose answers are secret, by their dotted names. */
  secrets: readonly string[];
  /** Whether the questions are done with: answered, or there are none. */
  configured: boolean;
  choices: Choices;
  /** What goes on record with the change. */
  claims: TypedClaims;
  /** The plan that was said yes to, and what it was made from. */
  agreed: Agreement | null;
  /** Why the plan that was said yes to was not begun. */
  refused: Error | null;
  end: RunEnd | null;
}

/** A yes to a plan, and what is said of it for the record. */
export interface Agreement extends Claims {
  /** Tells one yes from another to the same plan: each is carried out once and no more. */
  id: string;
  plan: PlanView;
  change: ChangeRequest;
}

const PLAIN: Choices = { with: [], without: [], stageOnly: false, replaceEdited: false, accepted: [] };

export const START: Journey = {
  step: "media",
  want: "install",
  volumes: [],
  subject: null,
  facts: null,
  compatible: false,
  answers: null,
  draft: null,
  secrets: [],
  configured: false,
  choices: PLAIN,
  claims: NOTHING_TYPED,
  agreed: null,
  refused: null,
  end: null,
};

export type Act =
  /** Volumes were chosen, on a drive or as files. */
  | { kind: "chosen"; volumes: readonly PickId[] }
  /** A release is in the depot, complete and verified. */
  | { kind: "brought-in"; subject: Subject }
  /** Something is wanted of a product that is known already. */
  | { kind: "wanted"; want: Want; subject: Subject }
  | { kind: "facts"; facts: Pick | null }
  | { kind: "judged"; compatible: boolean }
  /** Answers as they stand in the form, which nobody has judged. */
  | { kind: "drafted"; draft: Record<string, unknown> }
  | { kind: "answered"; answers: Record<string, unknown> | null; secrets?: readonly string[] }
  | { kind: "choices"; choices: Partial<Choices> }
  | { kind: "claims"; claims: Partial<TypedClaims> }
  | { kind: "agreed"; agreement: Agreement }
  /** Nothing was begun, or all of it was taken back, so that the plan can be looked at again. */
  | { kind: "withdrawn"; why: Error | null }
  | { kind: "ended"; end: RunEnd }
  /** Shows a step, if it is open. */
  | { kind: "show"; step: StepName }
  /** Begins anew. */
  | { kind: "anew" };

/** The steps of what is wanted. */
export function stepsFor(want: Want): readonly StepName[] {
  return want === "install" ? STEPS : ["review", "install", "done"];
}

/** Whether a step can be shown, given what is known by now. */
export function isOpen(journey: Journey, step: StepName): boolean {
  // While it runs and after it has ended there is no way back into what led to it.
  if (journey.end) return step === "done";
  if (journey.agreed) return step === "install";
  if (!stepsFor(journey.want).includes(step)) return false;
  switch (step) {
    case "media":
      return true;
    case "verify":
      return journey.volumes.length > 0;
    case "compatibility":
      return journey.subject !== null;
    case "configure":
      return journey.subject !== null && journey.compatible;
    case "review":
      return journey.subject !== null && (journey.want !== "install" || (journey.compatible && journey.configured));
    case "install":
    case "done":
      return false;
  }
}

/** The journey after something has happened. What was built on something that changed is forgotten. */
export function travelled(journey: Journey, act: Act): Journey {
  // Nothing that comes in from beside, such as a file dropped on the window, may hide what runs.
  if (journey.agreed && !journey.end && act.kind !== "ended" && act.kind !== "withdrawn") return journey;
  switch (act.kind) {
    case "chosen":
      return { ...START, volumes: act.volumes, step: act.volumes.length > 0 ? "verify" : "media" };
    case "brought-in":
      return { ...START, volumes: journey.volumes, subject: act.subject, step: "compatibility" };
    case "wanted":
      return { ...START, want: act.want, subject: act.subject, step: act.want === "install" ? "compatibility" : "review" };
    case "facts":
      return { ...journey, facts: act.facts, compatible: false, agreed: null };
    case "judged":
      // What is judged for another machine says nothing about installing on this one.
      return { ...journey, compatible: act.compatible && journey.facts === null };
    case "drafted":
      return { ...journey, draft: act.draft, configured: false };
    case "answered":
      return { ...journey, answers: act.answers, secrets: act.secrets ?? [], configured: true, step: "review" };
    case "choices":
      return { ...journey, choices: { ...journey.choices, ...act.choices } };
    case "claims":
      return { ...journey, claims: { ...journey.claims, ...act.claims } };
    case "agreed":
      return { ...journey, agreed: act.agreement, refused: null, step: "install" };
    case "withdrawn":
      return reviewed({ ...journey, agreed: null, refused: act.why, end: null });
    case "ended":
      return { ...discreet(journey), end: act.end, step: "done" };
    case "show":
      return isOpen(journey, act.step) ? { ...journey, step: act.step } : journey;
    case "anew":
      return START;
  }
}

/** The plan looked at again; without the secrets that it was made with, they are asked for first. */
function reviewed(journey: Journey): Journey {
  return { ...journey, step: isOpen(journey, "review") ? "review" : "configure" };
}

/** What has ended needs no secrets any more, and nobody keeps them longer than they are needed. */
function discreet(journey: Journey): Journey {
  const { answers, draft, agreed, secrets } = journey;
  if (!answers || !agreed || secrets.length === 0) return journey;
  const kept = without(answers, secrets);
  return {
    ...journey,
    answers: kept,
    draft: draft && Object.fromEntries(Object.entries(draft).filter(([key]) => !secrets.includes(key))),
    agreed: { ...agreed, change: { ...agreed.change, answers: kept } },
    configured: false,
  };
}

/** The step before this one, where there is a way back. */
export function before(journey: Journey): StepName | undefined {
  const steps = stepsFor(journey.want);
  const earlier = steps.slice(0, steps.indexOf(journey.step)).filter((step) => isOpen(journey, step));
  return earlier[earlier.length - 1];
}

/** What is asked for when planning. */
export function changeOf(journey: Journey, subject: Subject): ChangeRequest {
  const { with: taken, without, stageOnly, replaceEdited, accepted } = journey.choices;
  return {
    want: journey.want,
    product: subject.product,
    version: subject.version,
    answers: journey.answers,
    with: taken,
    without,
    stageOnly,
    replaceEdited,
    accepted,
  };
}
