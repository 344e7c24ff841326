import type { CheckView } from "../../generated/CheckView";
import type { FindingView } from "../../generated/FindingView";

function finding(id: string, title: string, expected: string, found: string, more: Partial<FindingView> = {}): FindingView {
  return { id, code: `requirement-${id}`, title, required: true, status: "met", stops: false, expected, found, remedy: "", ...more };
}

/** All requirements met but a recommendation. */
export const compatible: CheckView = {
  host: "hall-7-scada",
  here: true,
  collected: "2026-11-21T09:30:00Z",
  compatible: true,
  findings: [
    finding("backup", "A place for backups", "at least 10 GiB free below /srv/backup", "4.1 GiB free", {
      required: false,
      status: "unmet",
      remedy: "Free some room below /srv/backup, or go on without: backups then stay beside the data.",
    }),
    finding("platform", "System and processor", "Linux, x86-64", "Linux, x86-64"),
    finding("kernel", "Kernel", "at least 4.18", "6.12.57"),
    finding("memory", "Memory", "at least 512.0 MiB", "7.6 GiB"),
    finding("room", "Room for the data", "at least 200.0 MiB free", "61.3 GiB free"),
    finding("exporter-port", "Port of the exporter", "port 9100 free or ours", "held by Monitoring 1.0.0"),
    finding("alertmanager-port", "Port of Alertmanager", "port 9093 free", "free"),
  ],
};

/** Something stops the install. */
export const incompatible: CheckView = {
  ...compatible,
  compatible: false,
  findings: [
    finding("memory", "Memory", "at least 16.0 GiB", "7.6 GiB", {
      status: "unmet",
      stops: true,
      remedy: "Put more memory into this machine, or ask the vendor for a smaller edition.",
    }),
    finding("alertmanager-port", "Port of Alertmanager", "port 9093 free", "held by process 812 (caddy)", {
      status: "unmet",
      stops: true,
      remedy: "Stop caddy, or answer the question “Port of Alertmanager” with a port that is free.",
    }),
    finding("secure-boot", "Secure boot", "on", "not known", {
      status: "unknown",
      required: false,
      remedy: "Look it up in the machine's firmware settings.",
    }),
    ...compatible.findings.slice(1, 4),
  ],
};
