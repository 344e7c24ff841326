//! The names of the facts that records carry, so that writer, verifier and report spell them alike.
//!
//! A record may carry facts that are not named here; they are shown as they are. `docs/audit-log.md` lists which
//! event carries which.

/// What kind of change: `install`, `upgrade`, `rollback`, `uninstall`, `recover`.
pub const KIND: &str = "kind";
/// The version that was current before a change.
pub const FROM_VERSION: &str = "from-version";
/// The digest of the plan that ran.
pub const PLAN: &str = "plan";
/// A plan's steps in order: maps of `number`, `id`, `kind`, `component`, `summary`, `undo`, `irreversible`, `reboot`.
pub const STEPS: &str = "steps";
/// The room in bytes that a plan needs, both directions.
pub const ROOM: &str = "room-bytes";
/// A step's undo class: `exact`, `compensating`, `none`.
pub const UNDO: &str = "undo";
/// A step's kind, such as `files` or `service`.
pub const STEP_KIND: &str = "step-kind";
/// A step's place in its plan, from 1: two steps may have one name.
pub const NUMBER: &str = "number";
/// What a step did, in a sentence.
pub const SUMMARY: &str = "summary";
/// How long it took.
pub const MILLISECONDS: &str = "milliseconds";
/// Files written, changed or removed.
pub const FILES: &str = "files";
/// Bytes read or written.
pub const BYTES: &str = "bytes";
/// A step's output, bounded and with secrets masked. Private.
pub const OUTPUT: &str = "output";
/// The stable code of the error that refused or failed it.
pub const CODE: &str = "code";
/// That error in English.
pub const MESSAGE: &str = "message";
/// What to do about it, in English.
pub const REMEDY: &str = "remedy";
/// Results of checks: maps of `id`, `requirement`, `expected`, `found`, `result` (`pass`, `warn`, `fail`), `remedy`.
pub const CHECKS: &str = "checks";
/// Settings: maps of `key`, `default`, `changed`, `secret`. Values stand in [`VALUES`].
pub const SETTINGS: &str = "settings";
/// The settings' values by key, secrets left out. Private.
pub const VALUES: &str = "values";
/// The vendor's name as the signed manifest gives it.
pub const VENDOR: &str = "vendor";
/// The product's name as the signed manifest gives it.
pub const PRODUCT_NAME: &str = "product-name";
/// The release's issue time.
pub const ISSUED: &str = "issued";
/// Whether every byte is what the vendor signed: a map of `result`, `algorithm`, `chunks`, `bytes`, `index`.
pub const INTEGRITY: &str = "integrity";
/// Whether the vendor is who it says: a map of `result`, `threshold` and `signers` (maps of `fingerprint`,
/// `key-id`, `algorithm`, `trusted-as`, `trusted-how`, `result`).
pub const IDENTITY: &str = "identity";
/// The digest of the release's software bill of materials.
pub const SBOM: &str = "sbom";
/// The release's documents: maps of `name`, `digest`.
pub const DOCUMENTS: &str = "documents";
/// The medium: a map of `kind`, `serial`, `owner`, `label`.
pub const MEDIUM: &str = "medium";
/// The volumes read: maps of `name`, `digest`, `bytes`.
pub const VOLUMES: &str = "volumes";
/// A path. Private.
pub const PATH: &str = "path";
/// A key's fingerprint.
pub const FINGERPRINT: &str = "fingerprint";
/// How a person compared a key before trusting it.
pub const TRUSTED_HOW: &str = "trusted-how";
/// The products that a key may speak for.
pub const SCOPE: &str = "scope";
/// The rule of the policy that matched.
pub const RULE: &str = "rule";
/// What was attempted.
pub const ATTEMPT: &str = "attempt";
/// The digest of what is installed of a product before a change; the engine's docs say over what.
pub const BASELINE_BEFORE: &str = "baseline-before";
/// The same after a change.
pub const BASELINE_AFTER: &str = "baseline-after";
/// Days that records are kept.
pub const RETENTION_DAYS: &str = "retention-days";
/// Where the log is. Private.
pub const STORED_AT: &str = "stored-at";
/// Who administers the log. Private.
pub const ADMINISTERED_BY: &str = "administered-by";
/// The form of an export: `json`, `html`.
pub const FORM: &str = "form";
/// By how many seconds the clock stepped.
pub const STEPPED: &str = "stepped-seconds";
/// Who approved a change. Private.
pub const APPROVER: &str = "approver";
/// The number of records that a checkpoint covers.
pub const SIZE: &str = "size";
/// The root that a checkpoint names.
pub const ROOT: &str = "root";
/// Whether a change that succeeded only laid a release ready and activated nothing.
pub const STAGED: &str = "staged";
/// How far a step's program was held to the places it declares: `confined`, `unconfined`.
pub const CONFINEMENT: &str = "confinement";
/// What an interrupted change was brought to: `undone`, `finished`.
pub const BROUGHT_TO: &str = "brought-to";
/// The person or role that a name stands for in a signature, such as `performed` or `approved`.
pub const MEANING: &str = "meaning";
