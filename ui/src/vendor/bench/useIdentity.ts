import { isTable } from "../form/model";
import { useBench } from "./context";

/** The product and the version that the description names, as far as it does. */
export function useIdentity(): { product: string; version: string } {
  const { opened } = useBench();
  const model = opened?.view.model;
  const text = (name: string) => {
    const value = isTable(model) ? model[name] : undefined;
    return typeof value === "string" ? value : "";
  };
  return { product: text("product"), version: text("version") };
}
