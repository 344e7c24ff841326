import type { Translated } from "../../i18n/translated";
import type { en } from "./texts.en";

export const de: Translated<typeof en> = {
  overall: "Gesamter Fortschritt",
  step: "Schritt {number} von {steps}",
  stepAndTitle: "Schritt {number} von {steps}: {title}",
  bytes: "{done} von {total}",
  rate: "{rate}",
  left: "noch etwa {time}",
  elapsed: "seit {time}, höchstens {most}",
  files: "{done} von {total} Dateien",
  starting: "Es geht los …",
  undoing: "Alles wird zurückgenommen",
  undoingWhy: "Es geht zurück, denn: {message}",
  stop: "Anhalten",
  stopping: "Wird angehalten …",
  live: "{percent} erledigt. {step}",
  liveUndoing: "Es geht zurück, {percent} erledigt.",
  log: "Was die Schritte schreiben",
  logEmpty: "Noch wurde nichts geschrieben.",
  leftOut: "{count, plural, one {# frühere Zeile wird} other {# frühere Zeilen werden}} nicht gezeigt.",
  copyLog: "Protokoll kopieren",
  saveLog: "Speichern …",
  follow: "Mitlaufen",
};
