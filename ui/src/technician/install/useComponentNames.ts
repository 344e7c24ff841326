import type { PlanView } from "../../backend/generated/PlanView";
import { useAsk } from "../../common/ask";

/** What people call a component of a plan's release; its id where nobody says. */
export function useComponentNames({ product, to, from }: PlanView): (component: string) => string {
  const version = to ?? from;
  const { data } = useAsk("release", { product, version }, { enabled: version !== null });
  return (component) => data?.components.find(({ id }) => id === component)?.name ?? component;
}
