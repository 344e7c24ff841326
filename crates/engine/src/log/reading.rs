//! Reading the log back: entries by range and filter, checkpoints, rotations, and the evidence that records name.

use rusqlite::{OptionalExtension, params, params_from_iter};
use sealift_audit::{Entry, Event, LogPublicKey, Rotation, SignedCheckpoint};
use sealift_document::{Digest, Timestamp};

use crate::state::{StateError, View, Write};

/// Which entries are wanted; an absent condition lets all pass.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntryFilter {
    /// The first place, counted from 0.
    pub first: u64,
    /// At most this many entries.
    pub most: Option<u64>,
    /// Entries of this event alone.
    pub event: Option<Event>,
    /// Entries of this run alone.
    pub operation: Option<String>,
    /// Entries about this product alone.
    pub product: Option<String>,
    /// Entries at or after this moment.
    pub since: Option<Timestamp>,
    /// Entries before this moment.
    pub before: Option<Timestamp>,
}

/// An entry and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEntry {
    /// Its place in the log, counted from 0.
    pub sequence: u64,
    /// The leaf and what its commitments open to.
    pub entry: Entry,
}

/// Bytes that records speak of by digest, as they were verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptMaterial {
    /// What they are.
    pub kind: MaterialKind,
    /// Their name in the volume, such as `signatures/….minisig`.
    pub name: String,
    /// The digest of the manifest that they belong to, when to any.
    pub manifest: Option<Digest>,
    /// As they were.
    pub bytes: Vec<u8>,
}

/// What a piece of raw evidence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MaterialKind {
    /// A release's `manifest.json`.
    Manifest,
    /// A minisign signature.
    Signature,
    /// A minisign public key.
    PublicKey,
    /// Answers without secrets, a plan, the facility's rules, a statement signed by someone else.
    Document,
}

impl MaterialKind {
    const ALL: [Self; 4] = [
        Self::Manifest,
        Self::Signature,
        Self::PublicKey,
        Self::Document,
    ];

    /// The word that stands for it in exports.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Manifest => "manifest",
            Self::Signature => "signature",
            Self::PublicKey => "public-key",
            Self::Document => "document",
        }
    }

    fn from_code(code: &str) -> Result<Self, StateError> {
        let known = Self::ALL.into_iter().find(|kind| kind.code() == code);
        known.ok_or_else(|| StateError::damaged(format!("unknown kind of evidence: {code}")))
    }
}

impl View<'_> {
    /// The site's log as it stands: site, epoch and tree.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn log_head(&self) -> Result<sealift_audit::LogHead, StateError> {
        super::head(self)
    }

    /// Shows entries in the order of the log, one by one, so that a long log needs no memory.
    ///
    /// # Errors
    /// What the visitor returns, and [`StateError`].
    pub fn visit_entries<E: From<StateError>>(
        &self,
        filter: &EntryFilter,
        mut visit: impl FnMut(StoredEntry) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut statement = self
            .sql()
            .prepare_cached(
                "SELECT sequence, leaf, openings FROM log_entries
                 WHERE sequence >= ?1 AND (?2 IS NULL OR event = ?2) AND (?3 IS NULL OR operation = ?3)
                   AND (?4 IS NULL OR product = ?4) AND (?5 IS NULL OR time >= ?5) AND (?6 IS NULL OR time < ?6)
                 ORDER BY sequence LIMIT ?7",
            )
            .map_err(StateError::from)?;
        let most = filter
            .most
            .map_or(-1, |most| i64::try_from(most).unwrap_or(-1));
        let mut rows = statement
            .query(params![
                filter.first,
                filter.event.as_ref().map(Event::code),
                filter.operation,
                filter.product,
                filter.since.map(Timestamp::unix),
                filter.before.map(Timestamp::unix),
                most,
            ])
            .map_err(StateError::from)?;
        while let Some(row) = rows.next().map_err(StateError::from)? {
            visit(stored_entry(row)?)?;
        }
        Ok(())
    }

    /// Entries in the order of the log.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn entries(&self, filter: &EntryFilter) -> Result<Vec<StoredEntry>, StateError> {
        let mut entries = vec![];
        self.visit_entries(filter, |entry| {
            entries.push(entry);
            Ok::<_, StateError>(())
        })?;
        Ok(entries)
    }

    /// The hashes of all leaves, for proofs.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn leaf_hashes(&self) -> Result<Vec<Digest>, StateError> {
        let mut statement = self
            .sql()
            .prepare("SELECT hash FROM log_entries ORDER BY sequence")?;
        let hashes = statement.query_map([], |row| Ok(Digest::from_raw(row.get(0)?)))?;
        Ok(hashes.collect::<Result<_, _>>()?)
    }

    /// The checkpoint over the whole log.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn last_checkpoint(&self) -> Result<SignedCheckpoint, StateError> {
        let last = self.checkpoint_up_to(u64::MAX)?;
        last.ok_or_else(|| StateError::damaged("the log has no checkpoint"))
    }

    /// The last checkpoint over no more records than so many.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn checkpoint_up_to(&self, size: u64) -> Result<Option<SignedCheckpoint>, StateError> {
        let note: Option<String> = self
            .sql()
            .query_row(
                "SELECT note FROM log_checkpoints WHERE size <= ?1 ORDER BY size DESC LIMIT 1",
                [i64::try_from(size).unwrap_or(i64::MAX)],
                |row| row.get(0),
            )
            .optional()?;
        let parsed = note.map(|note| SignedCheckpoint::parse(&note)).transpose();
        parsed.map_err(StateError::damaged)
    }

    /// Every checkpoint of the log, oldest first: one for each change of the state.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn checkpoints(&self) -> Result<Vec<SignedCheckpoint>, StateError> {
        let mut statement = self
            .sql()
            .prepare("SELECT note FROM log_checkpoints ORDER BY size")?;
        let notes = statement.query_map([], |row| row.get::<_, String>(0))?;
        notes
            .map(|note| SignedCheckpoint::parse(&note?).map_err(StateError::damaged))
            .collect()
    }

    /// The public keys of all epochs, first to last.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn log_keys(&self) -> Result<Vec<LogPublicKey>, StateError> {
        let mut statement = self
            .sql()
            .prepare("SELECT public_key FROM log_epochs ORDER BY epoch")?;
        let keys = statement.query_map([], |row| row.get::<_, String>(0))?;
        keys.map(|text| text?.parse().map_err(StateError::damaged))
            .collect()
    }

    /// The notes that ended earlier epochs, first to last.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn rotations(&self) -> Result<Vec<Rotation>, StateError> {
        let mut statement = self
            .sql()
            .prepare("SELECT rotation FROM log_epochs WHERE rotation IS NOT NULL ORDER BY epoch")?;
        let notes = statement.query_map([], |row| row.get::<_, String>(0))?;
        notes
            .map(|note| Rotation::parse(&note?).map_err(StateError::damaged))
            .collect()
    }

    /// The bytes of this digest; `None` when they were not kept.
    ///
    /// # Errors
    /// [`StateError`]; kept bytes that no longer have their digest are [`StateError::Damaged`].
    pub fn material(&self, digest: &Digest) -> Result<Option<KeptMaterial>, StateError> {
        let mut statement = self.sql().prepare_cached(
            "SELECT kind, name, manifest, bytes FROM materials WHERE digest = ?1",
        )?;
        let mut rows = statement.query([digest.raw()])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        let material = kept_material(row)?;
        if Digest::of(&material.bytes) != *digest {
            return Err(StateError::damaged(format!(
                "the evidence {digest} has another digest"
            )));
        }
        Ok(Some(material))
    }

    /// Everything kept, or what belongs to one manifest, in the order of digests.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn materials(&self, manifest: Option<&Digest>) -> Result<Vec<KeptMaterial>, StateError> {
        const ALL: &str = "SELECT kind, name, manifest, bytes FROM materials ORDER BY digest";
        const OF_ONE: &str =
            "SELECT kind, name, manifest, bytes FROM materials WHERE manifest = ?1 ORDER BY digest";
        let question = if manifest.is_some() { OF_ONE } else { ALL };
        let mut statement = self.sql().prepare_cached(question)?;
        let mut rows = statement.query(params_from_iter(manifest.map(Digest::raw)))?;
        let mut materials = vec![];
        while let Some(row) = rows.next()? {
            materials.push(kept_material(row)?);
        }
        Ok(materials)
    }
}

impl Write<'_> {
    /// Keeps bytes that a record speaks of; returns their digest. Keeping them twice changes nothing.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn keep_material(&self, material: &KeptMaterial) -> Result<Digest, StateError> {
        let digest = Digest::of(&material.bytes);
        self.sql().execute(
            "INSERT OR IGNORE INTO materials (digest, kind, name, manifest, bytes)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                digest.raw(),
                material.kind.code(),
                material.name,
                material.manifest.as_ref().map(Digest::raw),
                material.bytes
            ],
        )?;
        Ok(digest)
    }

    /// Keeps a document of our own that a record speaks of, such as a plan or answers without secrets.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn keep_document(
        &self,
        name: &str,
        manifest: Option<Digest>,
        bytes: &[u8],
    ) -> Result<Digest, StateError> {
        let (kind, name, bytes) = (MaterialKind::Document, name.into(), bytes.to_vec());
        self.keep_material(&KeptMaterial {
            kind,
            name,
            manifest,
            bytes,
        })
    }
}

fn kept_material(row: &rusqlite::Row<'_>) -> Result<KeptMaterial, StateError> {
    let kind: String = row.get(0)?;
    Ok(KeptMaterial {
        kind: MaterialKind::from_code(&kind)?,
        name: row.get(1)?,
        manifest: row.get::<_, Option<[u8; 32]>>(2)?.map(Digest::from_raw),
        bytes: row.get(3)?,
    })
}

pub(super) fn stored_entry(row: &rusqlite::Row<'_>) -> Result<StoredEntry, StateError> {
    let openings: Vec<u8> = row.get(2)?;
    let openings = serde_json::from_slice(&openings).map_err(StateError::damaged)?;
    Ok(StoredEntry {
        sequence: row.get(0)?,
        entry: Entry {
            leaf: row.get(1)?,
            openings,
        },
    })
}
