export const en = {
  title: "Configure",
} as const;
