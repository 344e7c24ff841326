import type { Translated } from "../../i18n/translated";
import type { en } from "./texts.en";

export const de: Translated<typeof en> = {
  title: {
    install: "{name} {to} wird installiert",
    upgrade: "{name} {to} wird installiert",
    reconfigure: "Einstellungen von {name} werden geändert",
    rollback: "Es geht zurück zu {name} {to}",
    repair: "{name} wird repariert",
    "activate-staged": "{name} {to} wird eingeschaltet",
    uninstall: "{name} wird entfernt",
    purge: "{name} wird mit seinen Daten entfernt",
    stage: "{name} {to} wird bereitgelegt",
  },
  intro: "Sie können inzwischen andere Ansichten öffnen; hier geht es weiter. Schalten Sie die Maschine nicht aus.",
  stop: "Anhalten und zurücknehmen",
  confirm: {
    title: "Anhalten und alles zurücknehmen?",
    consequence:
      "Der laufende Schritt wird beendet, danach wird jeder erledigte Schritt zurückgenommen, der letzte zuerst. Das kann so lange dauern, wie es bisher gedauert hat.",
    lasting: "Was sich nicht zurücknehmen lässt: {steps}",
    keep: "Weitermachen",
  },
  steps: "Schritte",
  done: "{done} von {all}",
  whole: "Das Produkt als Ganzes",
  state: {
    waiting: "kommt noch",
    unbegun: "nicht begonnen",
    running: "läuft",
    done: "erledigt",
    failed: "fehlgeschlagen",
    undone: "zurückgenommen",
    "undo-failed": "ließ sich nicht zurücknehmen",
  },
  lost: "Das Programm kann nicht mehr sagen, wie es um die Änderung steht.",
  lostText:
    "Was begonnen wurde, ist Schritt für Schritt festgehalten. Sehen Sie unter „Installiert“ nach: Sealift findet, was unfertig ist, und bringt es in Ordnung.",
  toInstalled: "Ansehen, was installiert ist",
};
