export const en = {
  title: "From stick to report",
  anew: "Begin again",
  steps: {
    media: "Media",
    verify: "Verify",
    compatibility: "Compatibility",
    configure: "Configure",
    review: "Review",
    install: "Install",
    done: "Done",
  },
  state: { past: "done", present: "here", open: "open", shut: "not yet" },
} as const;
