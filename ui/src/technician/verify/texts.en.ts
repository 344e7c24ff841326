export const en = {
  title: "Verify",
} as const;
