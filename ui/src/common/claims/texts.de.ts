import type { Translated } from "../../i18n/translated";
import type { en } from "./texts.en";

export const de: Translated<typeof en> = {
  title: "Fürs Protokoll",
  ticket: "Ticket",
  reason: "Grund",
  person: "Ihr Name",
  personText: "Er wird mit dieser Änderung ins Protokoll geschrieben.",
  lack: {
    ticket: "Es fehlt ein Ticket",
    reason: "Es fehlt ein Grund",
    person: "Es fehlt Ihr Name",
    rules: "Einen Moment",
  },
};
