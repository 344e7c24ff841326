import type { FormView } from "../../generated/FormView";
import type { QuestionView } from "../../generated/QuestionView";

function question(key: string, title: string, kind: string, more: Partial<QuestionView> = {}): QuestionView {
  return {
    key,
    title,
    help: "",
    group: "",
    kind,
    required: true,
    secret: false,
    kept: false,
    default: null,
    before: null,
    mark: "same",
    licence: null,
    ...more,
  };
}

const port = { type: "integer", minimum: 1024, maximum: 65535 };

/** The form of Monitoring 1.1.0, carried over from 1.0.0. */
export const form: FormView = {
  carriedFrom: "1.0.0",
  answers: {
    site: "hall-7",
    exporter_port: 9100,
    prometheus_port: 9190,
    scrape_seconds: 15,
    retention_days: 30,
    alerts: { port: 9093, url: "http://127.0.0.1:9/alerts", receivers: ["shift-lead"], severity: "warning", quiet_at_night: false },
    accept_licence: false,
  },
  schema: {
    type: "object",
    properties: {
      site: { type: "string", minLength: 1, maxLength: 64, title: "Name of the site", description: "Becomes a label of every sample.", default: "plant" },
      exporter_port: { ...port, title: "Port of the exporter", default: 9100 },
      prometheus_port: { ...port, title: "Port of Prometheus", default: 9090 },
      scrape_seconds: { type: "integer", minimum: 1, maximum: 3600, title: "Seconds between two measurements", default: 15 },
      retention_days: { type: "integer", minimum: 1, maximum: 3650, title: "Days that samples are kept", default: 15 },
      alerts: {
        type: "object",
        title: "Alerts",
        properties: {
          port: { ...port, title: "Port of Alertmanager", default: 9093 },
          url: { type: "string", pattern: "^https?://[^ ]+$", title: "Address that takes alerts" },
          password: { type: "string", minLength: 8, title: "Password for that address", writeOnly: true },
          receivers: { type: "array", items: { type: "string" }, title: "Who is told" },
          severity: { type: "string", enum: ["info", "warning", "critical"], title: "Least severity that is told" },
          quiet_at_night: { type: "boolean", title: "Only critical alerts between 22 and 6 o'clock" },
        },
        required: ["port", "url", "password"],
      },
      accept_licence: { type: "boolean", const: true, title: "Licence terms of Example Works" },
    },
    required: ["site", "exporter_port", "prometheus_port", "accept_licence"],
  },
  questions: [
    question("site", "Name of the site", "text", { help: "Becomes a label of every sample.", default: "plant", before: "hall-7" }),
    question("exporter_port", "Port of the exporter", "whole-number", { default: 9100, before: 9100 }),
    question("prometheus_port", "Port of Prometheus", "whole-number", { default: 9090, before: 9190 }),
    question("scrape_seconds", "Seconds between two measurements", "whole-number", { default: 15, before: 15 }),
    question("retention_days", "Days that samples are kept", "whole-number", { default: 15, before: 30, mark: "changed", help: "Each day takes about 40 MiB." }),
    question("alerts.port", "Port of Alertmanager", "whole-number", { group: "Alerts", default: 9093, mark: "new" }),
    question("alerts.url", "Address that takes alerts", "text", { group: "Alerts", default: "http://127.0.0.1:9/alerts", mark: "new" }),
    question("alerts.password", "Password for that address", "text", { group: "Alerts", secret: true, mark: "new", help: "At least 8 characters. Kept where only the service can read it." }),
    question("alerts.receivers", "Who is told", "list", { group: "Alerts", required: false, mark: "new" }),
    question("alerts.severity", "Least severity that is told", "choice", { group: "Alerts", required: false, default: "warning", mark: "new" }),
    question("alerts.quiet_at_night", "Only critical alerts between 22 and 6 o'clock", "yes-or-no", { group: "Alerts", required: false, default: false, mark: "new" }),
    question("accept_licence", "Licence terms of Example Works", "licence", { licence: "licence", mark: "new" }),
  ],
};
