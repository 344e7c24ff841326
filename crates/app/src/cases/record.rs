//! One record of the log, with everything that is known of it, and its proof.

use sealift_audit::tree::{inclusion_proof, leaf_hash, verify_inclusion};
use sealift_audit::{Fact, Openings, Record};
use sealift_document::{Digest, Document as _};
use sealift_engine::log::Search;
use sealift_engine::state::StateError;

use crate::exit::Exit;
use crate::facility::Facility;
use crate::failure::Failure;

/// A record in its place in the log.
#[derive(Debug, Clone)]
pub struct ProvenRecord {
    /// Its place, from 0.
    pub sequence: u64,
    /// What it says in the open.
    pub record: Record,
    /// What it withholds, where this site can open it.
    pub openings: Openings,
    /// The exact bytes that are hashed.
    pub leaf: Vec<u8>,
    /// Their hash as a leaf (RFC 6962).
    pub leaf_hash: Digest,
    /// The hashes that lead from the leaf to the root.
    pub proof: Vec<Digest>,
    /// The records that the last checkpoint covers, and their root.
    pub checkpoint: (u64, Digest),
    /// Whether the proof leads there.
    pub is_proven: bool,
}

/// Reads a record by its place.
///
/// # Errors
/// [`Failure`] `record-unknown` where the log has none there, and whatever reading the log can meet.
pub fn record(facility: &Facility, at: u64) -> Result<ProvenRecord, Failure> {
    let (found, hashes, checkpoint) = facility.database().read(|view| {
        Ok::<_, StateError>((
            view.search_log(&Search::default(), Some(at.saturating_add(1)), 1)?,
            view.leaf_hashes()?,
            view.last_checkpoint()?,
        ))
    })?;
    let stored = found.into_iter().find(|stored| stored.sequence == at);
    let entry = stored
        .ok_or_else(|| Failure::new("record-unknown", Exit::Usage, at))?
        .entry;
    let (size, root) = (checkpoint.checkpoint().size, checkpoint.checkpoint().root);
    let leaf_hash = leaf_hash(&entry.leaf);
    let proof = inclusion_proof(hashes.as_slice(), at, size)
        .map_err(|error| Failure::of(error.code(), Exit::Internal, &error))?;
    let record = Record::from_bytes(&entry.leaf)
        .map_err(|error| Failure::of("state-log", Exit::Internal, &error))?;
    Ok(ProvenRecord {
        sequence: at,
        record,
        openings: entry.openings,
        is_proven: verify_inclusion(&leaf_hash, at, size, &proof, &root).is_ok(),
        leaf: entry.leaf,
        leaf_hash,
        proof,
        checkpoint: (size, root),
    })
}

/// Every field of a record by its dotted name; withheld ones are shown where they can be opened, else as `…`.
#[must_use]
pub fn fields(record: &Record, openings: &Openings) -> Vec<(String, String)> {
    let opened = openings
        .iter()
        .map(|(path, opening)| (path.clone(), in_words(&opening.value)));
    let is_closed = |path: &&String| !openings.contains_key(*path);
    let closed = record.withheld.keys().filter(is_closed);
    let open = record.details.iter();
    opened
        .chain(closed.map(|path| (path.clone(), "…".into())))
        .chain(open.map(|(name, fact)| (name.clone(), in_words(fact))))
        .chain([
            ("clock.source".into(), record.clock.source.clone()),
            ("authenticated".into(), record.authenticated.clone()),
        ])
        .collect()
}

fn in_words(fact: &Fact) -> String {
    match fact.as_text() {
        Some(text) => text.to_owned(),
        None => serde_json::to_string(fact).unwrap_or_default(),
    }
}
