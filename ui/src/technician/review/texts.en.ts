export const en = {
  title: "Review",
} as const;
