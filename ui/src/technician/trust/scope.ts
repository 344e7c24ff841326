/** How far a key is trusted. */
export type ScopeChoice = "product" | "vendor" | "named" | "all";

/** The vendor's family of a product: `com.acme.pump` belongs to `com.acme.*`. Nothing where there is no narrower one. */
export function familyOf(product: string): string | null {
  const parts = product.split(".");
  return parts.length >= 3 ? `${parts.slice(0, -1).join(".")}.*` : null;
}

/** The patterns that a choice stands for; nothing when none were named. Empty means every product. */
export function patternsOf(choice: ScopeChoice, product: string | null, named: string): string[] | null {
  switch (choice) {
    case "product":
      return product ? [product] : null;
    case "vendor": {
      const family = product && familyOf(product);
      return family ? [family] : null;
    }
    case "named": {
      const patterns = named.split(/[\s,;]+/).filter(Boolean);
      return patterns.length > 0 ? patterns : null;
    }
    case "all":
      return [];
  }
}
