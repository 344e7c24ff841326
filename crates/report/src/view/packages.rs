//! Packages: what crossed the air gap, and the identity of its source and its integrity as two results.

use crate::log::{ABSENT, Log, Row, bytes, detail, flat, or_absent, part};
use sealift_audit::{Event, Fact, Material, Record, detail};
use sealift_document::{Digest, plain};

pub(crate) struct Package {
    pub(crate) anchor: String,
    pub(crate) product: String,
    pub(crate) product_name: String,
    pub(crate) version: String,
    pub(crate) sequence: String,
    pub(crate) vendor: String,
    pub(crate) issued: String,
    pub(crate) manifest: String,
    pub(crate) sbom: String,
    pub(crate) verified: String,
    pub(crate) identity: OneWord,
    pub(crate) threshold: String,
    pub(crate) signers: Vec<Signer>,
    pub(crate) integrity: OneWord,
    pub(crate) integrity_facts: String,
    pub(crate) imports: Vec<Import>,
    pub(crate) material: Vec<RawEvidence>,
}

/// A result in a word, and its tone.
pub(crate) struct OneWord {
    pub(crate) word: String,
    pub(crate) tone: &'static str,
}

pub(crate) struct Signer {
    pub(crate) fingerprint: String,
    pub(crate) key_id: String,
    pub(crate) algorithm: String,
    pub(crate) trusted_as: String,
    pub(crate) trusted_how: String,
    pub(crate) result: String,
    pub(crate) tone: &'static str,
}

pub(crate) struct Import {
    pub(crate) record: u64,
    pub(crate) time: String,
    pub(crate) who: String,
    pub(crate) medium: String,
    pub(crate) scan: String,
    pub(crate) path: String,
    pub(crate) volumes: Vec<Volume>,
}

pub(crate) struct Volume {
    pub(crate) name: String,
    /// Its number and how many there are. No digest of the file is known: what a volume holds is proven piece by piece.
    pub(crate) place: String,
    pub(crate) size: String,
}

pub(crate) struct RawEvidence {
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) digest: String,
}

/// The releases that were verified completely, the newest first.
pub(crate) fn of(log: &Log) -> Vec<Package> {
    let complete = log
        .records()
        .rev()
        .filter(|(_, record)| record.event == Event::ReleaseComplete);
    let mut seen: Vec<Option<Digest>> = Vec::new();
    let mut packages = Vec::new();
    for (row, record) in complete {
        let manifest = record.subject.manifest;
        if manifest.is_none() || !seen.contains(&manifest) {
            seen.push(manifest);
            packages.push(package(log, row, record));
        }
    }
    packages
}

fn package(log: &Log, row: &Row, record: &Record) -> Package {
    let manifest = record.subject.manifest;
    let identity = record.details.get(detail::IDENTITY);
    let integrity = record.details.get(detail::INTEGRITY);
    let signers = identity.and_then(|identity| identity.field("signers"));
    Package {
        anchor: row.anchor(),
        product: or_absent(record.subject.product.as_deref()),
        product_name: detail(record, detail::PRODUCT_NAME),
        version: or_absent(record.subject.version.as_deref()),
        sequence: record
            .subject
            .sequence
            .map_or_else(|| ABSENT.into(), |n| n.to_string()),
        vendor: detail(record, detail::VENDOR),
        issued: detail(record, detail::ISSUED),
        manifest: manifest.map_or_else(|| ABSENT.into(), |digest| digest.to_string()),
        sbom: detail(record, detail::SBOM),
        verified: record.time.to_string(),
        identity: result(identity),
        threshold: identity.map_or_else(|| ABSENT.into(), |identity| part(identity, "threshold")),
        signers: signers
            .map_or(&[][..], Fact::as_list)
            .iter()
            .map(signer)
            .collect(),
        integrity: result(integrity),
        integrity_facts: integrity.map(rest_of).unwrap_or_default(),
        imports: imports(log, record),
        material: material_of(log, record),
    }
}

fn result(fact: Option<&Fact>) -> OneWord {
    let word = fact.map_or_else(|| ABSENT.into(), |fact| part(fact, "result"));
    let tone = match word.as_str() {
        "verified" => "good",
        ABSENT => "quiet",
        _ => "bad",
    };
    OneWord { word, tone }
}

fn rest_of(integrity: &Fact) -> String {
    let Fact::Map(map) = integrity else {
        return String::new();
    };
    let rest = map.iter().filter(|(name, _)| *name != "result");
    let shown = rest.map(|(name, fact)| match name.as_str() {
        "bytes" => bytes(Some(fact)),
        _ => format!("{}: {}", plain(name), flat(fact)),
    });
    shown.collect::<Vec<_>>().join(", ")
}

fn signer(fact: &Fact) -> Signer {
    Signer {
        fingerprint: part(fact, "fingerprint"),
        key_id: part(fact, "key-id"),
        algorithm: part(fact, "algorithm"),
        trusted_as: part(fact, "trusted-as"),
        trusted_how: part(fact, "trusted-how"),
        result: part(fact, "result"),
        tone: result(Some(fact)).tone,
    }
}

fn imports(log: &Log, release: &Record) -> Vec<Import> {
    let same = |record: &Record| {
        record.event == Event::PackageImported
            && record.subject.manifest == release.subject.manifest
    };
    let imported = log.records().filter(|(_, record)| same(record));
    let shown = imported.map(|(row, record)| Import {
        record: row.index,
        time: record.time.to_string(),
        who: log.who(row),
        medium: record
            .details
            .get(detail::MEDIUM)
            .map(medium)
            .unwrap_or_else(|| "not on record".into()),
        scan: scan(record),
        path: log.field(row, &format!("details.{}", detail::PATH)),
        volumes: volumes(record),
    });
    shown.collect()
}

/// All that is on record of a medium but its scan, which has a place of its own.
fn medium(fact: &Fact) -> String {
    let Fact::Map(map) = fact else {
        return flat(fact);
    };
    let facts = map.iter().filter(|(name, _)| *name != "scan");
    let shown: Vec<String> = facts
        .map(|(name, fact)| format!("{}: {}", plain(name), flat(fact)))
        .collect();
    if shown.is_empty() {
        "not on record".into()
    } else {
        shown.join(", ")
    }
}

fn scan(record: &Record) -> String {
    let medium = record.details.get(detail::MEDIUM);
    let scan = medium.and_then(|medium| medium.field("scan"));
    scan.map_or_else(|| "none on record".into(), flat)
}

fn volumes(record: &Record) -> Vec<Volume> {
    let volumes = record
        .details
        .get(detail::VOLUMES)
        .map_or(&[][..], Fact::as_list);
    let shown = |volume: &Fact| Volume {
        name: part(volume, "name"),
        place: format!("{} / {}", part(volume, "number"), part(volume, "count")),
        size: bytes(volume.field("bytes")),
    };
    volumes.iter().map(shown).collect()
}

/// The raw evidence of a release that a record calls complete.
pub(crate) fn material_of(log: &Log, record: &Record) -> Vec<RawEvidence> {
    let identity = record.details.get(detail::IDENTITY);
    let signers = identity.and_then(|identity| identity.field("signers"));
    let signers = signers.map_or(&[][..], Fact::as_list);
    material(log, record.subject.manifest, signers)
}

/// What belongs to the release, and the keys of its signers, which may belong to many.
fn material(log: &Log, manifest: Option<Digest>, signers: &[Fact]) -> Vec<RawEvidence> {
    let is_key = |material: &Material| {
        let mut fingerprints = signers.iter().map(|signer| part(signer, "fingerprint"));
        material.kind == "public-key"
            && material.manifest.is_none()
            && fingerprints.any(|fingerprint| material.name == format!("{fingerprint}.pub"))
    };
    let own = log
        .evidence
        .material
        .iter()
        .filter(|m| (manifest.is_some() && m.manifest == manifest) || is_key(m));
    let shown = own.map(|material| RawEvidence {
        kind: plain(&material.kind),
        name: plain(&material.name),
        digest: material.digest.to_string(),
    });
    shown.collect()
}
