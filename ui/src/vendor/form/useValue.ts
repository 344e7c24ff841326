import { useBench } from "../bench/context";
import { lookup, problemsAt } from "./model";

/** A value of the description: what it is, what is wrong with it, and how it is changed. */
export function useValue(path: readonly string[]): {
  value: unknown;
  error: string | undefined;
  set(value: unknown): void;
} {
  const { opened, bench } = useBench();
  const { value, path: spelled } = lookup(opened?.view.model, path);
  const problems = problemsAt(opened?.view.problems ?? [], path);
  return {
    value,
    error: problems.map(({ message, remedy }) => [message, remedy].filter(Boolean).join(" ")).join(" ") || undefined,
    set: (next) => {
      if (JSON.stringify(next) !== JSON.stringify(value ?? null)) void bench.edit(spelled, next);
    },
  };
}
