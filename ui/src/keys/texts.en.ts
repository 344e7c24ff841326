export const en = {
  title: "Keys that are trusted here",
} as const;
