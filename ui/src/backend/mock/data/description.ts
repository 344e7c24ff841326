/** The description that the mock's vendor works on, as text and as data. */
export const DESCRIPTION = `# Monitoring 1.2.0
product = "com.example.monitoring"
name = { en = "Monitoring", de = "Überwachung" }
summary = { en = "Measures this host and keeps the samples.", de = "Misst diesen Rechner und bewahrt die Messwerte." }

version = "1.2.0"
sequence = 3
platforms = ["linux-x86-64"]

[vendor]
name = "Example Works"
contact = "+49 30 1234567"

[[requirements]]
id = "memory"
kind = "memory"
at-least = "512 MiB"

[configuration.questions.site]
type = "string"
minLength = 1
default = "plant"
x-title = { en = "Name of the site", de = "Name des Standorts" }

[[components]]
id = "exporter"
title = { en = "Exporter of the host's measurements", de = "Exporter der Messwerte des Rechners" }
source = "exporter"

[[components]]
id = "prometheus"
title = "Prometheus"
source = "prometheus"
depends = ["exporter"]
`;

export const MODEL = {
  product: "com.example.monitoring",
  name: { en: "Monitoring", de: "Überwachung" },
  summary: {
    en: "Measures this host and keeps the samples.",
    de: "Misst diesen Rechner und bewahrt die Messwerte.",
  },
  version: "1.2.0",
  sequence: 3,
  platforms: ["linux-x86-64"],
  vendor: { name: "Example Works", contact: "+49 30 1234567" },
  requirements: [{ id: "memory", kind: "memory", "at-least": "512 MiB" }],
  configuration: {
    questions: {
      site: {
        type: "string",
        minLength: 1,
        default: "plant",
        "x-title": { en: "Name of the site", de: "Name des Standorts" },
      },
    },
  },
  components: [
    {
      id: "exporter",
      title: { en: "Exporter of the host's measurements", de: "Exporter der Messwerte des Rechners" },
      source: "exporter",
    },
    { id: "prometheus", title: "Prometheus", source: "prometheus", depends: ["exporter"] },
  ],
};
