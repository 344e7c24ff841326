export const en = {
  title: "Done",
} as const;
