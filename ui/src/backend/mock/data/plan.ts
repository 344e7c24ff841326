import type { ChangeRequest } from "../../generated/ChangeRequest";
import type { PlanView } from "../../generated/PlanView";
import type { StepView } from "../../generated/StepView";
import { digest } from "./digests";

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;

function step(number: number, title: string, object: string, component: string | null, verb: string, more: Partial<StepView> = {}): StepView {
  return {
    number,
    title,
    object,
    component,
    verb,
    undo: "exact",
    undoText: "is put back exactly as it was",
    irreversible: false,
    reboot: false,
    ...more,
  };
}

const STEPS: StepView[] = [
  step(1, "Place files", "/opt/com.example.monitoring/releases/1.1.0-2", "exporter", "create", { undoText: "the folder is removed" }),
  step(2, "Place files", "/opt/com.example.monitoring/releases/1.1.0-2", "prometheus", "create", { undoText: "the folder is removed" }),
  step(3, "Place files", "/opt/com.example.monitoring/releases/1.1.0-2", "alertmanager", "create", { undoText: "the folder is removed" }),
  step(4, "Make a directory", "/var/lib/com.example.monitoring/alerts", "alertmanager", "create", { undoText: "the directory is removed if it is empty" }),
  step(5, "Write what is scraped", "/etc/com.example.monitoring/prometheus.yml", "prometheus", "replace", { undoText: "the earlier file comes back" }),
  step(6, "Write who is told", "/etc/com.example.monitoring/alertmanager.yml", "alertmanager", "create", { undoText: "the file is removed" }),
  step(7, "Stop a service", "monitoring-prometheus.service", "prometheus", "stop", { undo: "compensating", undoText: "the service is started again" }),
  step(8, "Back up data", "/var/lib/com.example.monitoring/samples", "prometheus", "run", { undoText: "the backup is removed" }),
  step(9, "Bring the samples to format 2", "bin/convert-samples", "prometheus", "run", { undo: "compensating", undoText: "the backup is played back" }),
  step(10, "Switch the version", "/opt/com.example.monitoring/current", null, "switch", { undoText: "switched back to 1.0.0" }),
  step(11, "Start and await a service", "monitoring-prometheus.service", "prometheus", "start", { undo: "compensating", undoText: "the service is stopped" }),
  step(12, "Start and await a service", "monitoring-alertmanager.service", "alertmanager", "start", { undo: "compensating", undoText: "the service is stopped" }),
  step(13, "Tell the plant's board", "bin/announce", "alertmanager", "run", { undo: "none", undoText: "cannot be taken back", irreversible: true }),
  step(14, "Prometheus is the promised version", "http://127.0.0.1:9190", "prometheus", "check", { undoText: "nothing to undo" }),
];

const REMOVAL: StepView[] = [
  step(1, "Stop a service", "monitoring-prometheus.service", "prometheus", "stop", { undo: "compensating", undoText: "the service is started again" }),
  step(2, "Switch the version off", "/opt/com.example.monitoring/current", null, "switch"),
  step(3, "Set files aside for removal", "/opt/com.example.monitoring/releases/1.0.0-1", null, "remove", { undoText: "the files are put back" }),
];

const OPERATIONS: Record<ChangeRequest["want"], string> = {
  install: "upgrade",
  rollback: "rollback",
  repair: "repair",
  uninstall: "uninstall",
  purge: "uninstall",
};

/** The plan of a change. */
export function planOf(change: ChangeRequest): PlanView {
  const isRemoval = change.want === "uninstall" || change.want === "purge";
  const steps = isRemoval ? REMOVAL : change.stageOnly ? STEPS.slice(0, 3) : STEPS;
  return {
    digest: digest(JSON.stringify(change)),
    operation: OPERATIONS[change.want],
    product: change.product,
    name: "Monitoring",
    from: "1.0.0",
    to: isRemoval ? null : (change.version ?? "1.1.0"),
    components: isRemoval ? [] : ["exporter", "prometheus", "alertmanager"],
    steps,
    warnings: [
      { code: "edited-file-kept", message: "/etc/com.example.monitoring/rules.yml was edited here and stays as it is." },
      { code: "data-format-moves-on", message: "The data samples goes from format 1 to 2; it is backed up first." },
    ],
    room: [
      { at: "/opt", toDo: 214 * MIB, toUndo: 12 * MIB, free: 61.3 * GIB },
      { at: "/var", toDo: 88 * MIB, toUndo: 640 * MIB, free: 61.3 * GIB },
    ],
    stopped: ["monitoring-prometheus.service"],
    started: isRemoval ? [] : ["monitoring-prometheus.service", "monitoring-alertmanager.service"],
    counts: { created: 1_290, replaced: 2, kept: 1, removed: isRemoval ? 1_284 : 0, bytes: 212 * MIB },
    irreversible: steps.some((step) => step.irreversible),
    reboot: false,
    changes: isRemoval
      ? []
      : [{ version: "1.1.0", issued: "2026-11-03T10:00:00Z", text: "Alertmanager joins: alerts reach people.\nPrometheus keeps samples 15 days by default." }],
  };
}
