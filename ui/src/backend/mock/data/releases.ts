import type { ReleaseSummary } from "../../generated/ReleaseSummary";
import type { ReleaseView } from "../../generated/ReleaseView";
import { digest } from "./digests";
import { EXAMPLE_WORKS } from "./keys";

const MIB = 1024 * 1024;

export const MONITORING = "com.example.monitoring";
export const HISTORIAN = "com.example.historian";

function summary(product: string, name: string, version: string, sequence: number, more: Partial<ReleaseSummary>): ReleaseSummary {
  return {
    product,
    name,
    vendor: "Example Works",
    version,
    sequence,
    manifestDigest: digest(`${product}@${version}`),
    issued: "2026-11-03T10:00:00Z",
    trusted: true,
    complete: true,
    installed: false,
    rawBytes: 143 * MIB,
    ...more,
  };
}

/** The depot: one release installed, one ready, one that lacks a volume, one whose key was revoked. */
export const releases: ReleaseSummary[] = [
  summary(HISTORIAN, "Historian", "4.2.0", 17, { complete: false, rawBytes: 2180 * MIB, issued: "2026-10-14T06:30:00Z" }),
  summary(MONITORING, "Monitoring", "1.1.0", 2, { rawBytes: 212 * MIB }),
  summary(MONITORING, "Monitoring", "1.0.0", 1, { installed: true, issued: "2026-05-20T10:00:00Z" }),
  summary("org.northwind.gateway", "", "2.9.1", 31, { vendor: "", issued: "", trusted: false, rawBytes: 38 * MIB }),
];

const COMPONENTS: ReleaseView["components"] = [
  { id: "exporter", name: "Exporter of the host's measurements", optional: false, chosen: true, needs: [], rawBytes: 19 * MIB },
  { id: "prometheus", name: "Prometheus", optional: false, chosen: true, needs: ["exporter"], rawBytes: 124 * MIB },
  { id: "alertmanager", name: "Alertmanager", optional: true, chosen: true, needs: ["prometheus"], rawBytes: 69 * MIB },
];

/** A release in full, made from its line in the depot. */
export function inFull(release: ReleaseSummary, active: string | null): ReleaseView {
  const { product, version } = release;
  return {
    product,
    name: release.name || product,
    summary: "Measures this host and keeps the samples.",
    vendor: release.vendor,
    version,
    sequence: release.sequence,
    manifest: release.manifestDigest,
    issued: release.issued,
    expires: "2028-11-03T10:00:00Z",
    platforms: ["linux/x86_64"],
    signers: release.trusted ? [EXAMPLE_WORKS] : [],
    components: COMPONENTS,
    documents: [
      { id: "changes", kind: "changelog", title: "Changes", bytes: 2_310, sha256: digest(`${product} changes`) },
      { id: "licence", kind: "licence", title: "Licence terms of Example Works", bytes: 11_358, sha256: digest(`${product} licence`) },
      { id: "sbom", kind: "sbom", title: "Bill of materials (CycloneDX 1.6)", bytes: 182_004, sha256: digest(`${product} sbom`) },
      { id: "manual", kind: "manual", title: "Operator's manual", bytes: 48_220, sha256: digest(`${product} manual`) },
    ],
    changes: [
      { version: "1.1.0", issued: "2026-11-03T10:00:00Z", text: "Alertmanager joins: alerts reach people.\nPrometheus keeps samples 15 days by default." },
      { version: "1.0.0", issued: "2026-05-20T10:00:00Z", text: "Exporter and Prometheus." },
    ],
    complete: release.complete,
    missing: release.complete ? [] : ["Volume 2 of 3 (historian-4.2.0.2.sealift)"],
    installed: release.installed,
    active,
    rawBytes: release.rawBytes,
    files: 1_284,
  };
}
