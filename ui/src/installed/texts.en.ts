export const en = {
  title: "Installed",
} as const;
