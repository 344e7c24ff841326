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
    text: "Eine Datei (JSON), die von diesem Rechner, dem Depot, dem Installierten, den Regeln des Standorts und den letzten Einträgen des Protokolls erzählt. Antworten, Geheimnisse, Schlüssel und Namen von Personen sind nicht dabei. Nichts verlässt diese Maschine, wenn Sie es nicht mitnehmen.",
    look: "Zeigen, was darin steht",
    parts: "Was in der Datei steht",
    partsText: "Öffnen Sie jeden Teil und lesen Sie ihn. In die Datei kommt, was hier steht, und nichts, was danach geschieht.",
    write: "Datei schreiben …",
  },
};
