import type { FieldSpec } from "../form/spec";

// The fields of a description as docs/sealift-toml.md tells them.

export const PLATFORMS = ["linux", "windows", "macos"].flatMap((system) =>
  ["x86-64", "aarch64", "any"].map((processor) => `${system}-${processor}`),
);

export const PRODUCT: readonly FieldSpec[] = [
  { name: "product", label: "product", help: "product", kind: "text", required: true },
  { name: "name", label: "name", kind: "words", required: true },
  { name: "summary", label: "summary", kind: "words" },
  { name: "version", label: "version", help: "version", kind: "text", required: true },
  { name: "sequence", label: "sequence", help: "sequence", kind: "number", required: true },
  { name: "platforms", label: "platforms", kind: "choices", required: true, options: PLATFORMS },
  { name: "rollback-index", label: "rollbackIndex", help: "rollbackIndex", kind: "number" },
  { name: "issued", label: "issued", help: "issued", kind: "text" },
  { name: "expires", label: "expires", help: "expires", kind: "text" },
  { name: "changelog", label: "changelog", help: "changelog", kind: "text" },
];

export const VENDOR: readonly FieldSpec[] = [
  { name: "name", label: "vendorName", help: "vendorName", kind: "text", required: true },
  { name: "contact", label: "contact", kind: "text" },
];

/** A component's, but for those whose choices depend on the rest of the description. */
export const COMPONENT: readonly FieldSpec[] = [
  { name: "id", label: "id", kind: "text", required: true },
  { name: "title", label: "title", kind: "words" },
  { name: "optional", label: "optional", kind: "optional" },
];

export const LEVELS = ["required", "recommended"] as const;

/** What every requirement has beside what its kind has. */
export const REQUIREMENT: readonly FieldSpec[] = [
  { name: "id", label: "id", kind: "text", required: true },
  { name: "level", label: "level", help: "level", kind: "choice", options: LEVELS },
  { name: "title", label: "title", kind: "words" },
  { name: "remedy", label: "remedy", kind: "words" },
];

const atLeast: FieldSpec = { name: "at-least", label: "atLeast", kind: "text" };
const size: FieldSpec = { name: "at-least", label: "atLeast", help: "size", kind: "size", required: true };
const named: FieldSpec = { name: "name", label: "called", kind: "text", required: true };

/** The kinds of requirements and what each of them has. */
export const KINDS = {
  memory: [size],
  disk: [{ name: "at", label: "at", help: "at", kind: "text", required: true }, size],
  cores: [{ name: "at-least", label: "atLeast", kind: "number", required: true }],
  os: [
    { name: "os", label: "os", kind: "choice", options: ["linux", "windows", "macos"], required: true },
    { name: "distributions", label: "distributions", kind: "list" },
    atLeast,
  ],
  kernel: [{ ...atLeast, required: true }],
  libc: [{ name: "name", label: "called", kind: "choice", options: ["glibc", "musl"], required: true }, atLeast],
  "cpu-features": [{ name: "all", label: "features", kind: "list", required: true }],
  "port-free": [{ name: "port", label: "port", help: "port", kind: "port", required: true }],
  "os-package": [named, atLeast],
  "service-running": [named],
  user: [named],
  fips: [{ name: "enabled", label: "enabled", kind: "yes-no" }],
  clock: [{ name: "at-most-days-ahead", label: "daysAhead", kind: "number", required: true }],
  product: [
    { name: "product", label: "product", kind: "text", required: true },
    { name: "range", label: "range", help: "range", kind: "text", required: true },
  ],
} as const satisfies Record<string, readonly FieldSpec[]>;

export type Kind = keyof typeof KINDS;
export const KIND_NAMES = Object.keys(KINDS) as Kind[];

/** What a requirement of a kind begins with, so that it can stand at once. */
export const FIRST: Record<Kind, Record<string, unknown>> = {
  memory: { "at-least": "512 MiB" },
  disk: { at: "data", "at-least": "1 GiB" },
  cores: { "at-least": 2 },
  os: { os: "linux" },
  kernel: { "at-least": "4.18" },
  libc: { name: "glibc", "at-least": "2.28" },
  "cpu-features": { all: ["avx2"] },
  "port-free": { port: 8080 },
  "os-package": { name: "openssl" },
  "service-running": { name: "chrony" },
  user: { name: "operator" },
  fips: { enabled: true },
  clock: { "at-most-days-ahead": 1 },
  product: { product: "com.example.other", range: ">=1.0" },
};

export const DOCUMENT: readonly FieldSpec[] = [
  { name: "id", label: "id", kind: "text", required: true },
  { name: "kind", label: "documentKind", kind: "choice", required: true, options: ["changelog", "licence", "sbom", "vex", "manual", "other"] },
  { name: "title", label: "title", kind: "words", required: true },
];

export const DATA: readonly FieldSpec[] = [
  { name: "id", label: "id", kind: "text", required: true },
  { name: "path", label: "path", help: "dataPath", kind: "text", required: true },
  { name: "format", label: "format", help: "format", kind: "number", required: true },
];
