//! Hostile input: for everything that Sealift reads from somebody else, what must hold of any bytes whatsoever.
//!
//! A [`Target`] takes bytes and panics when a promise is broken: what parses is written again to the same bytes, what
//! two readers read they read alike, a verdict of VALID is given to nothing but what the key signed. The targets are
//! ordinary functions, so that one set serves twice: the tests of this crate run them over their seeds and over every
//! cut of them, and `cargo xtask fuzz` hands them to libFuzzer, with memory and time bounded.
//!
//! Seeds are made by code, here and in the test kit, or are the golden files of the crates: no corpus is committed.

mod control;
mod engine;
mod evidence;
mod package;
mod plan;
mod trust;
mod vendor;

// The audit log's own sample of a site, so that a seed is what its tests export.
#[path = "../../crates/audit/tests/common/mod.rs"]
mod site;

/// Something that reads what others wrote.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// What `cargo xtask fuzz NAME` calls it.
    pub name: &'static str,
    /// Reads the bytes and panics when a promise is broken.
    pub run: fn(&[u8]),
    /// Good input to begin with.
    pub seeds: fn() -> Vec<Vec<u8>>,
}

const fn target(name: &'static str, run: fn(&[u8]), seeds: fn() -> Vec<Vec<u8>>) -> Target {
    Target { name, run, seeds }
}

/// Every target.
pub const TARGETS: &[Target] = &[
    target("volume", package::volume, package::volumes),
    target("entries", package::entries, package::lists_of_entries),
    target("frame", package::frame, package::frames),
    target("manifest", package::manifest, package::manifests),
    target("index", package::index, package::indexes),
    target("hint", package::hint, package::hints),
    target("signature", trust::signature, trust::signatures),
    target("key", trust::key, trust::keys),
    target("policy", trust::policy, trust::policies),
    target("store", trust::store, trust::stores),
    target("description", vendor::description, vendor::descriptions),
    target("answers", plan::answers, plan::documents),
    target("form", plan::form, plan::schemas),
    target("facts", plan::facts, plan::facts_of_machines),
    target("plan", plan::plan, plan::plans),
    target("evidence", evidence::evidence, evidence::exports),
    target("report", evidence::report, evidence::reports),
    target("checkpoint", evidence::checkpoint, evidence::checkpoints),
    target("rotation", evidence::rotation, evidence::rotations),
    target("journal", engine::journal, engine::undo_records),
    target("event", engine::event, engine::events),
];

/// No target, but one with a bug in it, which the fuzzer has to find before it is believed.
pub const CONTROL: Target = target("control", control::planted, control::seeds);

/// The target of this name, the control among them.
#[must_use]
pub fn named(name: &str) -> Option<&'static Target> {
    const ALL: [&[Target]; 2] = [TARGETS, &[CONTROL]];
    ALL.into_iter().flatten().find(|target| target.name == name)
}

/// Words worth trying in other places: names and short texts of the seeds that are JSON, in libFuzzer's own form.
#[must_use]
pub fn dictionary(seeds: &[Vec<u8>]) -> String {
    let mut words = std::collections::BTreeSet::new();
    for seed in seeds {
        if let Ok(value) = serde_json::from_slice(seed) {
            gather(&value, &mut words);
        }
    }
    let line = |word: &String| format!("\"{}\"\n", word.replace('\\', "\\\\").replace('"', "\\\""));
    words.iter().map(line).collect()
}

fn gather(value: &serde_json::Value, words: &mut std::collections::BTreeSet<String>) {
    use serde_json::Value;
    let mut take = |word: &str| {
        let plain = word.len() <= 40 && word.bytes().all(|byte| (b' '..0x7f).contains(&byte));
        if plain && !word.is_empty() {
            words.insert(serde_json::Value::from(word).to_string());
        }
    };
    match value {
        Value::String(text) => take(text),
        Value::Object(fields) => {
            fields.keys().for_each(|name| take(name));
            fields.values().for_each(|value| gather(value, words));
        }
        Value::Array(values) => values.iter().for_each(|value| gather(value, words)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A manifest with something of everything.
fn golden_manifest() -> sealift_package::manifest::Manifest {
    let text = include_str!("../../crates/trust/tests/golden/manifest.json");
    serde_json::from_str(text).expect("a golden file")
}

/// The bytes as they are, and as their canonical form where they are JSON in any spelling: a mutation that spoils the
/// order of two fields then still reaches the rules behind the form.
fn spellings(bytes: &[u8]) -> Vec<Vec<u8>> {
    let value: Option<serde_json::Value> = serde_json::from_slice(bytes).ok();
    let canonical = value.and_then(|value| sealift_document::to_canonical(&value).ok());
    std::iter::once(bytes.to_vec()).chain(canonical).collect()
}
