import type { Translated } from "../i18n/translated";
import type { en } from "./texts.en";

export const de: Translated<typeof en> = {
  title: "Einstellungen",
  language: { label: "Sprache", system: "Wie das System" },
  colours: { label: "Farben", system: "Wie das System", light: "Hell", dark: "Dunkel" },
  text: { label: "Textgröße", normal: "Normal", large: "Groß", larger: "Größer" },
  person: {
    label: "Ihr Name",
    help: "So, wie er im Protokoll Ihrer Arbeit stehen soll. Sie können ihn jedes Mal ändern.",
  },
  exportMode: {
    label: "Ausgabemodus",
    help: "Für Hersteller: eigene Versionen beschreiben, packen und unterschreiben. Wer nur installiert, braucht ihn nicht.",
  },
  policy: {
    title: "Die Regeln dieses Standorts",
    file: "Ein Administrator ändert sie in {file}.",
  },
  support: {
    title: "Für die Hilfe eines Herstellers",
    text: "Schreibt Versionen, Zustände und die letzten Fehler in eine Datei, ohne Geheimnisse. Nichts verlässt diese Maschine, wenn Sie es nicht mitnehmen.",
    write: "Datei schreiben …",
  },
};
