import type { InstalledView } from "../../generated/InstalledView";
import { MONITORING } from "./releases";

/** One product that is well, and one that has a service down and a file edited. */
export const installed: InstalledView[] = [
  {
    product: MONITORING,
    name: "Monitoring",
    version: "1.0.0",
    sequence: 1,
    components: ["exporter", "prometheus"],
    prefix: "/opt/com.example.monitoring",
    installedAt: "2026-05-21T13:05:10Z",
    health: "healthy",
    services: [
      { name: "monitoring-exporter.service", state: "running", detail: "Since 21 May, 13:05", process: 1841 },
      { name: "monitoring-prometheus.service", state: "running", detail: "Since 21 May, 13:05", process: 1866 },
    ],
    differences: [],
    changing: false,
    earlier: [],
    newer: ["1.1.0"],
    staged: null,
  },
  {
    product: "com.example.labels",
    name: "Label printing",
    version: "3.4.2",
    sequence: 41,
    components: ["spooler", "drivers"],
    prefix: "/opt/com.example.labels",
    installedAt: "2026-09-02T07:40:00Z",
    health: "degraded",
    services: [{ name: "labels-spooler.service", state: "failed", detail: "Ended with status 3, four minutes ago", process: null }],
    differences: [
      { path: "/opt/com.example.labels/current/etc/printers.conf", drift: "edited" },
      { path: "/opt/com.example.labels/current/lib/zebra.so", drift: "missing" },
    ],
    changing: false,
    earlier: ["3.4.1", "3.3.0"],
    newer: [],
    staged: "3.5.0",
  },
];
