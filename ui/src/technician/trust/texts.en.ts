export const en = {
  title: "Trust this key?",
} as const;
