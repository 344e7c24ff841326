import type { Translated } from "../../i18n/translated";
import type { en } from "./texts.en";

export const de: Translated<typeof en> = {
  title: "Passt es auf diesen Rechner?",
  intro: "Jede Anforderung von {name} wird mit dem verglichen, was der Rechner hat. Dabei wird nichts verändert.",
  machine: "Rechner",
  collected: "Angesehen",
  here: "{host} (dieser Rechner)",
  elsewhere: "{host}, aus der Datei {file}",
  unnamed: "ohne Namen",
  again: "Noch einmal prüfen",
  other: "Anderen Rechner beurteilen …",
  back: "Diesen Rechner beurteilen",
  saveFacts: "Angaben dieses Rechners speichern …",
  factsTitle: "Ein Rechner anderswo",
  factsHelp:
    "Um vorab zu sehen, ob es auf einen Rechner anderswo passt, speichern Sie dort dessen Angaben und öffnen Sie die Datei hier.",
  verdict: {
    fits: "{name} {version} kann auf diesem Rechner installiert werden.",
    stopped:
      "{name} {version} kann auf diesem Rechner nicht installiert werden: {count, plural, one {# Anforderung steht} other {# Anforderungen stehen}} dem entgegen.",
    fitsThere: "{name} {version} könnte auf {host} installiert werden.",
    stoppedThere:
      "{name} {version} könnte auf {host} nicht installiert werden: {count, plural, one {# Anforderung steht} other {# Anforderungen stehen}} dem entgegen.",
    advice: "{count, plural, =0 {Alles, was angesehen wurde, ist so, wie es sein soll.} one {Eines sollten Sie wissen; es hindert die Installation nicht.} other {# Dinge sollten Sie wissen; sie hindern die Installation nicht.}}",
    mend: "Bringen Sie in Ordnung, was unten zuerst steht, und prüfen Sie dann noch einmal. Es wurde nichts verändert.",
    there: "Über den Rechner, vor dem Sie sitzen, sagt das nichts. Um hier zu installieren, beurteilen Sie diesen Rechner.",
  },
  groups: { stops: "Was dem entgegensteht", advice: "Gut zu wissen", met: "Erfüllt" },
  columns: { what: "Anforderung", expected: "Verlangt", found: "Gefunden", remedy: "Was zu tun ist" },
  status: { stops: "Hindert", unmet: "Nicht erfüllt", unknown: "Nicht bekannt", met: "Erfüllt" },
  level: { required: "verlangt", recommended: "empfohlen" },
  hindered: { judging: "Noch nicht beurteilt", stopped: "Etwas steht dem entgegen", elsewhere: "Für einen anderen Rechner beurteilt" },
};
