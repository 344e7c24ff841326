export const en = {
  title: "Export mode",
} as const;
