import { useBench } from "../bench/context";
import { lookup } from "../form/model";

/** Adds a table to the end of a list of tables, which may not be there yet. */
export function useAppend(path: readonly string[]): (entry: Record<string, unknown>) => void {
  const { opened, bench } = useBench();
  return (entry) => {
    const { value, path: spelled } = lookup(opened?.view.model, path);
    const count = Array.isArray(value) ? value.length : 0;
    void (count === 0 ? bench.edit(spelled, [entry]) : bench.edit([...spelled, `${count}`], entry));
  };
}
