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
    text: "One file (JSON) that tells of this machine, the depot, what is installed, the site's rules and the last records of the log. Answers, secrets, keys and names of people are left out. Nothing leaves this machine unless you carry it.",
    look: "Show what is in it",
    parts: "What is in the file",
    partsText: "Open each part and read it. The file gets this, and nothing that happens from here on.",
    write: "Write the file…",
  },
} as const;
