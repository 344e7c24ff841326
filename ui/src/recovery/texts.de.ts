import type { Translated } from "../i18n/translated";
import type { en } from "./texts.en";

export const de: Translated<typeof en> = {
  title: "Unfertige Arbeit",
  intro:
    "Auf dieser Maschine wurde eine Änderung unterbrochen, etwa durch einen Stromausfall. Sealift hat jeden Schritt notiert, bevor es ihn tat, und weiß daher, was zurückzunehmen ist.",
  interrupted: "{what} von {product}",
  since: "Begonnen {time}, nicht beendet",
  whatNow:
    "Beim Inordnungbringen wird Schritt für Schritt zurückgenommen, was begonnen wurde, und ins Protokoll geschrieben. Nur was schon im Ganzen gelungen war, bleibt. Bis dahin kann das Produkt halb im alten und halb im neuen Zustand sein; jede andere Änderung hier beginnt damit.",
  recover: "Jetzt in Ordnung bringen",
  recovering: "Was unterbrochen wurde, wird in Ordnung gebracht …",
  recoveringText:
    "Lassen Sie die Maschine eingeschaltet. Schlimmer werden kann nichts: Wird auch dies unterbrochen, geht es danach an derselben Stelle weiter.",
  done: "In Ordnung gebracht",
  allWell: "Hier ist nichts unfertig",
  allWellText: "Jede Änderung auf dieser Maschine ist beendet, und das Protokoll sagt, wie.",
  earlier: "Was früher in Ordnung gebracht wurde",
  toWork: "Weiter zur Arbeit",
  toInstalled: "Zeigen, was installiert ist",
  outcome: {
    "rolled-back": "Alles wurde zurückgenommen",
    "failed-partially": "Nicht alles ließ sich zurücknehmen",
    succeeded: "Es war schon gelungen; nichts musste zurückgenommen werden",
    other: "Es endete so: {outcome}",
  },
  meaning: {
    "rolled-back": "Die Maschine ist, wie sie vor der Änderung war. Sie können die Änderung neu beginnen.",
    "failed-partially":
      "Was unten steht, ist noch da. Bringen Sie es von Hand in Ordnung; prüfen und reparieren Sie danach das Produkt unter „Installiert“. Sind Sie nicht sicher, speichern Sie in den Einstellungen ein Paket für den Support und fragen Sie den Hersteller.",
    succeeded: "Der neue Zustand ist vollständig und gilt.",
  },
  left: "Was übrig ist",
};
