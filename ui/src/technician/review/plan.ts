import type { ChangeRequest } from "../../backend/generated/ChangeRequest";
import type { ComponentView } from "../../backend/generated/ComponentView";
import type { PlanView } from "../../backend/generated/PlanView";
import type { PolicyQuestion } from "../../backend/generated/PolicyQuestion";
import type { StepView } from "../../backend/generated/StepView";

/** What is done with the product, by the word under which it is told. */
export type Deed =
  | "install" | "upgrade" | "reconfigure" | "rollback" | "repair" | "activate-staged" | "uninstall" | "purge" | "stage";

const DEEDS: readonly string[] = ["install", "upgrade", "reconfigure", "rollback", "repair", "activate-staged", "uninstall"];

export function deedOf(plan: Pick<PlanView, "operation">, change: Pick<ChangeRequest, "want" | "stageOnly">): Deed {
  if (change.want === "purge") return "purge";
  if (change.stageOnly) return "stage";
  return DEEDS.includes(plan.operation) ? (plan.operation as Deed) : "install";
}

/** Steps that nobody can take back. */
export function lasting(steps: readonly StepView[]): StepView[] {
  return steps.filter((step) => undoOf(step) === "none");
}

/** Steps by component, the components in the order in which they first come up; null is the whole product. */
export function byComponent<T extends { component: string | null }>(steps: readonly T[]): { component: string | null; steps: T[] }[] {
  const groups = new Map<string | null, T[]>();
  for (const step of steps) groups.set(step.component, [...(groups.get(step.component) ?? []), step]);
  return [...groups].map(([component, steps]) => ({ component, steps }));
}

export const VERBS = ["create", "replace", "remove", "stop", "start", "run", "switch", "check", "keep"] as const;
export type Verb = (typeof VERBS)[number] | "other";

export function verbOf(step: StepView): Verb {
  return (VERBS as readonly string[]).includes(step.verb) ? (step.verb as Verb) : "other";
}

export type UndoClass = "exact" | "compensating" | "none";

/** How a step is taken back; what is not known is not promised. */
export function undoOf(step: StepView): UndoClass {
  if (step.irreversible) return "none";
  return step.undo === "exact" || step.undo === "compensating" ? step.undo : "none";
}

/** Whether an optional component is taken in: as somebody chose, else as the plan has it. */
export function isTaken(
  component: ComponentView,
  choices: { with: readonly string[]; without: readonly string[] },
  plan: PlanView | undefined,
): boolean {
  if (choices.without.includes(component.id)) return false;
  if (choices.with.includes(component.id)) return true;
  return plan ? plan.components.includes(component.id) : component.chosen;
}

/** The choices after a component was taken in or left out. */
export function taken(
  choices: { with: string[]; without: string[] },
  id: string,
  isTaken: boolean,
): { with: string[]; without: string[] } {
  const others = { with: choices.with.filter((one) => one !== id), without: choices.without.filter((one) => one !== id) };
  return isTaken ? { ...others, with: [...others.with, id] } : { ...others, without: [...others.without, id] };
}

/** Questions of the policy that were met so far, each once. */
export function gathered(known: readonly PolicyQuestion[], more: readonly PolicyQuestion[]): readonly PolicyQuestion[] {
  const fresh = more.filter(({ code }) => !known.some((one) => one.code === code));
  return fresh.length === 0 ? known : [...known, ...fresh];
}
