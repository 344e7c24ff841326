export const en = {
  title: "Install",
} as const;
