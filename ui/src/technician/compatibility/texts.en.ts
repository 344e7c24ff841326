export const en = {
  title: "Compatibility",
} as const;
