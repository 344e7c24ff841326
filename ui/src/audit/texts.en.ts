export const en = {
  title: "Audit",
} as const;
