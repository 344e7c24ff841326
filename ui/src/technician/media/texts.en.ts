export const en = {
  title: "Media",
} as const;
