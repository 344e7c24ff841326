export const en = {
  title: "Unfinished work",
} as const;
