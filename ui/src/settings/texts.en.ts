export const en = {
  title: "Settings",
  language: { label: "Language", system: "As the system" },
  colours: { label: "Colours", system: "As the system", light: "Light", dark: "Dark" },
  text: { label: "Size of text", normal: "Normal", large: "Large", larger: "Larger" },
  person: {
    label: "Your name",
    help: "As it is to stand in the record of what you do here. You can change it each time.",
  },
  exportMode: {
    label: "Export mode",
    help: "For vendors: describe, seal and sign releases of your own. Nobody who only installs needs it.",
  },
  policy: {
    title: "This site's rules",
    file: "An administrator changes them in {file}.",
  },
  support: {
    title: "For a vendor's support",
    text: "Writes versions, states and the last errors to one file, secrets left out. Nothing leaves this machine unless you carry it.",
    write: "Write the file…",
  },
} as const;
