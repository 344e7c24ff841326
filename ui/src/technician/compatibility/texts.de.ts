import type { Translated } from "../../i18n/translated";
import type { en } from "./texts.en";

export const de: Translated<typeof en> = {
  title: "Passt es auf diese Maschine?",
  intro: "Jede Anforderung von {name} wird mit dem verglichen, was die Maschine hat. Dabei wird nichts verändert.",
  machine: "Maschine",
  collected: "Angesehen",
  here: "{host} (diese Maschine)",
  elsewhere: "{host}, aus der Datei {file}",
  unnamed: "ohne Namen",
  again: "Noch einmal prüfen",
  other: "Andere Maschine beurteilen …",
  back: "Diese Maschine beurteilen",
  saveFacts: "Angaben dieser Maschine speichern …",
  factsTitle: "Eine Maschine anderswo",
  factsHelp:
    "Um vorab zu sehen, ob es auf eine Maschine anderswo passt, speichern Sie dort deren Angaben und öffnen Sie die Datei hier.",
  verdict: {
    fits: "{name} {version} kann auf dieser Maschine installiert werden.",
    stopped:
      "{name} {version} kann auf dieser Maschine nicht installiert werden: {count, plural, one {# Anforderung steht} other {# Anforderungen stehen}} dem entgegen.",
    fitsThere: "{name} {version} könnte auf {host} installiert werden.",
    stoppedThere:
      "{name} {version} könnte auf {host} nicht installiert werden: {count, plural, one {# Anforderung steht} other {# Anforderungen stehen}} dem entgegen.",
    advice: "{count, plural, =0 {Alles, was angesehen wurde, ist so, wie es sein soll.} one {Eines sollten Sie wissen; es hindert die Installation nicht.} other {# Dinge sollten Sie wissen; sie hindern die Installation nicht.}}",
    mend: "Bringen Sie in Ordnung, was unten zuerst steht, und prüfen Sie dann noch einmal. Es wurde nichts verändert.",
    there: "Über die Maschine, vor der Sie sitzen, sagt das nichts. Um hier zu installieren, beurteilen Sie diese Maschine.",
  },
  groups: { stops: "Was dem entgegensteht", advice: "Gut zu wissen", met: "Erfüllt" },
  columns: { what: "Anforderung", expected: "Verlangt", found: "Gefunden", remedy: "Was zu tun ist" },
  status: { stops: "Hindert", unmet: "Nicht erfüllt", unknown: "Nicht bekannt", met: "Erfüllt" },
  level: { required: "verlangt", recommended: "empfohlen" },
  hindered: { judging: "Noch nicht beurteilt", failed: "Es ließ sich nicht beurteilen", stopped: "Etwas steht dem entgegen", elsewhere: "Für eine andere Maschine beurteilt" },
};
