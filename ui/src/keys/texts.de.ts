import type { Translated } from "../i18n/translated";
import type { en } from "./texts.en";

export const de: Translated<typeof en> = {
  title: "Schlüssel, denen hier vertraut wird",
  intro: "Versionen, die mit einem dieser Schlüssel unterschrieben sind, werden angenommen, für die Produkte, für die er sprechen darf.",
  add: "Einem Schlüssel vertrauen …",
  none: "Hier wird noch keinem Schlüssel vertraut",
  noneHelp: "Vorher lässt sich nichts importieren. Halten Sie die Datei mit dem öffentlichen Schlüssel des Herstellers bereit, und seinen Fingerabdruck auf Papier.",
  key: "Schlüssel {id}",
  trustedBy: "Vertraut durch {person} am {moment}",
  show: "Fingerabdruck zeigen",
  hide: "Fingerabdruck verbergen",
  remove: {
    button: "Entfernen …",
    title: "Diesem Schlüssel nicht mehr vertrauen?",
    consequence: "Versionen, die auf ihm beruhen, werden ab jetzt abgelehnt, auch die im Depot. Was installiert ist, läuft weiter. Dem Schlüssel kann später wieder vertraut werden; dann gelten seine Versionen wieder.",
    action: "Schlüssel entfernen",
  },
  revoke: {
    button: "Widerrufen …",
    title: "Diesen Schlüssel für immer widerrufen?",
    consequence: "Versionen, die auf ihm beruhen, werden für immer abgelehnt, auch die im Depot. Was installiert ist, läuft weiter, lässt sich aber nicht mehr daraus reparieren. Einem widerrufenen Schlüssel kann hier nie wieder vertraut werden. Tun Sie das, wenn der Schlüssel verloren ging oder gestohlen wurde.",
    action: "Für immer widerrufen",
  },
};
