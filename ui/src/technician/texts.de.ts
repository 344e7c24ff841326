import type { Translated } from "../i18n/translated";
import type { en } from "./texts.en";

export const de: Translated<typeof en> = {
  title: "Vom Stick zum Bericht",
  anew: "Von vorn beginnen",
  steps: {
    media: "Medium",
    verify: "Prüfen",
    compatibility: "Eignung",
    configure: "Einstellen",
    review: "Durchsehen",
    install: "Installieren",
    done: "Fertig",
  },
  state: { past: "erledigt", present: "hier", open: "offen", shut: "noch nicht" },
};
