export const en = {
  title: "For the record",
  ticket: "Ticket",
  reason: "Reason",
  person: "Your name",
  personText: "It is written into the audit log with this change.",
  lack: {
    ticket: "A ticket is needed",
    reason: "A reason is needed",
    person: "Your name is needed",
    rules: "One moment",
  },
} as const;
