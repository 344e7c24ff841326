import type { Translated } from "../i18n/translated";
import type { en } from "./texts.en";

export const de: Translated<typeof en> = {
  skip: "Zum Inhalt",
  drop: "Loslassen, um diese Dateien anzusehen",
  dropped: {
    title: "Stattdessen diese Dateien ansehen?",
    consequence: "Was für {name} begonnen wurde, wird aufgegeben, mit allem, was dafür eingegeben ist. Installiert wurde nichts.",
    action: "Dateien ansehen",
  },
  running: "{what}: {percent}",
  navigation: {
    label: "Ansichten",
    journey: "Importieren",
    installed: "Installiert",
    releases: "Versionen",
    audit: "Protokoll",
    keys: "Schlüssel",
    vendor: "Ausgabemodus",
    settings: "Einstellungen",
  },
  status: {
    host: "Maschine",
    user: "Benutzer",
    scope: {
      system: "Ganze Maschine",
      user: "Nur dieser Benutzer",
      relocated: "Vorführordner",
    },
  },
  keys: {
    title: "Tastatur",
    close: "Schließen",
    ctrl: "Strg",
    primary: "Hauptaktion, außerhalb eines Feldes; nicht, was eine Änderung beginnt",
    primaryAnywhere: "Hauptaktion, auch in einem Feld",
    back: "Einen Schritt zurück, oder schließen",
    backAnywhere: "Einen Schritt zurück, auch in einem Feld",
    tab: "Nächstes Bedienelement",
    arrows: "In einer Liste oder einem Menü",
    help: "Diese Liste zeigen",
  },
  close: {
    title: "Es wird noch gearbeitet",
    text: "Wenn Sie jetzt schließen, wird die Arbeit erst angehalten und alles, was sie getan hat, zurückgenommen. Das kann eine Weile dauern; danach schließt sich das Fenster von selbst.",
    stopping: "Es wird angehalten und alles zurückgenommen. Danach schließt sich das Fenster.",
    unsaved: "Eine Beschreibung ist nicht gespeichert",
    unsavedText: "Die Beschreibung im Ausgabemodus enthält Änderungen, die in keiner Datei stehen. Sie gehen verloren, wenn das Fenster geschlossen wird.",
    discard: "Schließen und verlieren",
    ended: "Die Arbeit ist zu Ende",
    endedText: "Es läuft nichts mehr. Das Fenster kann geschlossen werden.",
    now: "Jetzt schließen",
    keep: "Weiterarbeiten",
    stop: "Anhalten, zurücknehmen und schließen",
    work: "Arbeit",
  },
  locked: {
    title: "Ein Administrator muss zustimmen",
    text: "Sealift betreut die Software für ganz {host}. Das System fragt nach dem Passwort eines Administrators; Sealift selbst bekommt es nie zu sehen.",
    unlock: "Administrator fragen",
  },
};
