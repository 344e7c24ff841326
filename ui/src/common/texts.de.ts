import type { Translated } from "../i18n/translated";
import type { en } from "./texts.en";

export const de: Translated<typeof en> = {
  copy: "Kopieren",
  copied: "Kopiert",
  refused: "Die Zwischenablage ist nicht zugänglich",
  close: "Schließen",
  cancel: "Abbrechen",
  back: "Zurück",
  next: "Weiter",
  waiting: "Einen Moment",
  remove: "Entfernen",
  save: "Speichern …",
  choose: "Auswählen …",
  saved: "Gespeichert: {place}",
  yes: "Ja",
  no: "Nein",
  changes: {
    none: "Der Hersteller sagt nichts darüber, was sich geändert hat.",
    count: "{count, plural, one {Ein Eintrag, wie der Hersteller ihn unterschrieben hat} other {# Einträge, wie der Hersteller sie unterschrieben hat}}",
    issued: "herausgegeben am {day}",
  },
  problem: {
    again: "Noch einmal versuchen",
    more: "Genauen Befund zeigen",
    less: "Genauen Befund verbergen",
    unforeseen: "In diesem Fenster ist etwas geschehen, das nicht geschehen darf.",
    unforeseenRemedy:
      "Versuchen Sie es noch einmal. Geschieht es wieder, kopieren Sie diese Meldung und geben Sie sie dem, der Sealift hier betreut.",
    screen: "Diese Ansicht lässt sich nicht zeigen.",
    reload: "Noch einmal zeigen",
  },
  fingerprint: {
    words: "Als Wörter",
    digits: "Als Ziffern",
    qr: "Fingerabdruck als QR-Code",
  },
};
