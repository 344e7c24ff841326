import type { Translated } from "../i18n/translated";
import type { en } from "./texts.en";

export const de: Translated<typeof en> = {
  title: "Versionen im Depot",
  none: "Hier gibt es noch keine Versionen",
  noneHelp: "Stecken Sie das Medium mit den Paketen ein, oder wählen Sie deren Dateien aus.",
  bringIn: "Importieren",
  column: {
    product: "Produkt",
    version: "Version",
    vendor: "Hersteller",
    state: "Zustand",
    issued: "Ausgegeben",
    manifest: "SHA-256 des Manifests",
  },
  state: {
    untrusted: "Nicht vertraut",
    incomplete: "Unvollständig",
    installed: "Installiert",
    ready: "Bereit",
  },
};
