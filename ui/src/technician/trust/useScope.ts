import { useFormatter, useTranslations } from "use-intl";

/** What a key may speak for, in words. */
export function useScope(): (products: readonly string[]) => string {
  const say = useTranslations("verify");
  const format = useFormatter();
  return (products) =>
    products.includes("*") ? say("scopeAll") : say("scope", { products: format.list([...products], { type: "conjunction" }) });
}
