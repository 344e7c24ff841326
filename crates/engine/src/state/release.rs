//! Which releases the depot has, of which chunks they are made, and which of those are at hand.

use std::collections::{BTreeSet, HashMap, HashSet};

use rusqlite::{OptionalExtension, Row, params};
use sealift_document::{Count, Digest, Document, Timestamp};
use sealift_package::encoding::Encoding;
use sealift_package::index::{ChunkRow, Index};
use sealift_package::manifest::{Manifest, ProductId};
use sealift_package::volume::VolumeHint;

use super::column::{Column, Word};
use super::{StateError, View, Write};

/// A release in the depot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// Which product.
    pub product: ProductId,
    /// The version people speak of.
    pub version: semver::Version,
    /// Its place in the order of the product's releases.
    pub sequence: Count,
    /// SHA-256 of its manifest: its identity.
    pub manifest: Digest,
    /// Whether every chunk of every component is at hand.
    pub is_complete: bool,
    /// Whether somebody wants it kept though it is not installed.
    pub is_kept: bool,
    /// When its first volume was imported.
    pub imported_at: Timestamp,
}

/// One way in which a chunk of a product is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChunkForm {
    /// SHA-256 of the stored bytes: their name in the depot.
    pub stored: Digest,
    /// Bytes as stored.
    pub stored_bytes: u64,
    /// How they are stored.
    pub encoding: Encoding,
}

const COLUMNS: &str = "product, version, sequence, manifest, is_complete, is_kept, imported_at";

impl View<'_> {
    /// All releases in the depot, by product and sequence.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn releases(&self) -> Result<Vec<Release>, StateError> {
        let question = format!("SELECT {COLUMNS} FROM releases ORDER BY product, sequence");
        self.rows(&question, [], release)
    }

    /// The release of this manifest.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn release(&self, manifest: &Digest) -> Result<Option<Release>, StateError> {
        let question = format!("SELECT {COLUMNS} FROM releases WHERE manifest = ?1");
        let mut statement = self.sql().prepare_cached(&question)?;
        Ok(statement.query_row([manifest.raw()], release).optional()?)
    }

    /// The raw digests of a product's chunks that are at hand, each with the ways in which it is stored.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn held_forms(
        &self,
        product: &ProductId,
    ) -> Result<HashMap<Digest, Vec<ChunkForm>>, StateError> {
        let rows = self.rows(
            "SELECT raw, stored, stored_bytes, encoding FROM chunk_forms
             WHERE product = ?1 AND is_held ORDER BY stored",
            [product.as_str()],
            |row| {
                let encoding = match row.get::<_, String>(3)?.as_str() {
                    "raw" => Encoding::Raw,
                    _ => Encoding::Zstd,
                };
                let stored = row.get::<_, Column<_>>(1)?.0;
                let form = ChunkForm {
                    stored,
                    stored_bytes: row.get(2)?,
                    encoding,
                };
                Ok((row.get::<_, Column<Digest>>(0)?.0, form))
            },
        )?;
        let mut forms: HashMap<Digest, Vec<ChunkForm>> = HashMap::new();
        for (raw, form) in rows {
            forms.entry(raw).or_default().push(form);
        }
        Ok(forms)
    }

    /// The stored digests of all chunks at hand, whatever product they belong to, with their sizes.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn held_chunks(&self) -> Result<Vec<(Digest, u64)>, StateError> {
        self.rows(
            "SELECT DISTINCT stored, stored_bytes FROM chunk_forms WHERE is_held ORDER BY stored",
            [],
            |row| Ok((row.get::<_, Column<_>>(0)?.0, row.get(1)?)),
        )
    }

    /// The releases that need the chunk stored so.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn releases_with_chunk(&self, stored: &Digest) -> Result<Vec<Release>, StateError> {
        let question = format!(
            "SELECT {COLUMNS} FROM releases r WHERE EXISTS (
                 SELECT 1 FROM chunk_forms f JOIN release_chunks c ON c.raw = f.raw
                 WHERE f.stored = ?1 AND f.product = r.product AND c.release = r.id)
             ORDER BY product, sequence"
        );
        self.rows(&question, [stored.raw()], release)
    }

    /// What volumes of this release said of themselves, and whether all of each was read.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn volume_hints(&self, manifest: &Digest) -> Result<Vec<(VolumeHint, bool)>, StateError> {
        let rows: Vec<(Vec<u8>, bool)> = self.rows(
            "SELECT h.hint, h.is_whole FROM volume_hints h JOIN releases r ON r.id = h.release
             WHERE r.manifest = ?1 ORDER BY h.digest",
            [manifest.raw()],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        let parse = |(hint, is_whole): (Vec<u8>, bool)| {
            Ok((
                VolumeHint::parse(&hint).map_err(StateError::damaged)?,
                is_whole,
            ))
        };
        rows.into_iter().map(parse).collect()
    }

    fn release_row(&self, manifest: &Digest) -> Result<Option<i64>, StateError> {
        let mut statement = self
            .sql()
            .prepare_cached("SELECT id FROM releases WHERE manifest = ?1")?;
        Ok(statement
            .query_row([manifest.raw()], |row| row.get(0))
            .optional()?)
    }
}

impl Write<'_> {
    /// Takes a verified release in with what its index says of chunks; returns whether it was new.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn add_release(
        &self,
        manifest: &Manifest,
        digest: &Digest,
        index: &Index,
        now: Timestamp,
    ) -> Result<bool, StateError> {
        if self.release_row(digest)?.is_some() {
            return Ok(false);
        }
        self.sql().execute(
            "INSERT INTO releases (product, sequence, version, manifest, is_complete, imported_at)
             VALUES (?1, ?2, ?3, ?4, 0, ?5)",
            params![
                manifest.product.as_str(),
                Column(manifest.sequence),
                manifest.version.to_string(),
                digest.raw(),
                Column(now)
            ],
        )?;
        let release = self.sql().last_insert_rowid();
        let mut listed = self.sql().prepare_cached(
            "INSERT INTO release_chunks (release, number, raw) VALUES (?1, ?2, ?3)",
        )?;
        for (number, chunk) in (0_u32..).zip(index.chunks()) {
            listed.execute(params![release, number, chunk.raw_sha256.raw()])?;
            self.add_form(&manifest.product, chunk)?;
        }
        Ok(true)
    }

    fn add_form(&self, product: &ProductId, chunk: &ChunkRow) -> Result<(), StateError> {
        let encoding = match chunk.encoding {
            Encoding::Raw => "raw",
            Encoding::Zstd => "zstd",
        };
        let mut statement = self.sql().prepare_cached(
            "INSERT OR IGNORE INTO chunk_forms (product, raw, stored, raw_bytes, stored_bytes, encoding)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        statement.execute(params![
            product.as_str(),
            chunk.raw_sha256.raw(),
            chunk.stored_sha256.raw(),
            Column(chunk.raw_bytes),
            Column(chunk.stored_bytes),
            encoding
        ])?;
        Ok(())
    }

    /// Takes note that these stored bytes came with a volume of the product and lie in the depot.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn hold_chunk(&self, product: &ProductId, stored: &Digest) -> Result<(), StateError> {
        let mut statement = self.sql().prepare_cached(
            "UPDATE chunk_forms SET is_held = 1 WHERE product = ?1 AND stored = ?2",
        )?;
        statement.execute(params![product.as_str(), stored.raw()])?;
        Ok(())
    }

    /// Takes note that these stored bytes are gone or damaged, for every product.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn lose_chunk(&self, stored: &Digest) -> Result<(), StateError> {
        self.sql().execute(
            "UPDATE chunk_forms SET is_held = 0 WHERE stored = ?1",
            [stored.raw()],
        )?;
        Ok(())
    }

    /// Takes note of what a volume said of itself, and whether all of it was read.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn add_volume_hint(
        &self,
        manifest: &Digest,
        hint: &VolumeHint,
        is_whole: bool,
    ) -> Result<(), StateError> {
        let Some(release) = self.release_row(manifest)? else {
            return Ok(());
        };
        let bytes = hint.to_bytes().map_err(StateError::damaged)?;
        self.sql().execute(
            "INSERT INTO volume_hints (release, digest, hint, is_whole) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET is_whole = max(is_whole, excluded.is_whole)",
            params![release, Digest::of(&bytes).raw(), bytes, is_whole],
        )?;
        Ok(())
    }

    /// Works out anew which releases are complete; returns those that have become so and those that no longer are.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn settle_completeness(&self) -> Result<(Vec<Release>, Vec<Release>), StateError> {
        let question = format!(
            "UPDATE releases SET is_complete = NOT is_complete WHERE is_complete = EXISTS (
                 SELECT 1 FROM release_chunks c WHERE c.release = releases.id AND NOT EXISTS (
                     SELECT 1 FROM chunk_forms f
                     WHERE f.product = releases.product AND f.raw = c.raw AND f.is_held))
             RETURNING {COLUMNS}"
        );
        let mut changed = self.rows(&question, [], release)?;
        changed.sort_by(|a, b| (&a.product, a.sequence).cmp(&(&b.product, b.sequence)));
        Ok(changed.into_iter().partition(|release| release.is_complete))
    }

    /// Says whether a release is to be kept though it is not installed.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn set_release_kept(&self, manifest: &Digest, is_kept: bool) -> Result<(), StateError> {
        self.sql().execute(
            "UPDATE releases SET is_kept = ?2 WHERE manifest = ?1",
            params![manifest.raw(), is_kept],
        )?;
        Ok(())
    }

    /// Forgets a release; what this site remembers of its manifest stays.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn remove_release(&self, manifest: &Digest) -> Result<(), StateError> {
        self.sql()
            .execute("DELETE FROM releases WHERE manifest = ?1", [manifest.raw()])?;
        Ok(())
    }

    /// Forgets chunks that no release of their product refers to; returns the stored digests that nothing holds any
    /// more.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn forget_unneeded_chunks(&self) -> Result<BTreeSet<Digest>, StateError> {
        let gone: Vec<Digest> = self.rows(
            "DELETE FROM chunk_forms WHERE NOT EXISTS (
                 SELECT 1 FROM release_chunks c JOIN releases r ON r.id = c.release
                 WHERE r.product = chunk_forms.product AND c.raw = chunk_forms.raw)
             RETURNING stored",
            [],
            |row| Ok(row.get::<_, Column<_>>(0)?.0),
        )?;
        let held: HashSet<Digest> = self
            .held_chunks()?
            .into_iter()
            .map(|(stored, _)| stored)
            .collect();
        Ok(gone
            .into_iter()
            .filter(|stored| !held.contains(stored))
            .collect())
    }
}

fn release(row: &Row<'_>) -> rusqlite::Result<Release> {
    Ok(Release {
        product: row.get::<_, Word<_>>(0)?.0,
        version: row.get::<_, Word<_>>(1)?.0,
        sequence: row.get::<_, Column<_>>(2)?.0,
        manifest: row.get::<_, Column<_>>(3)?.0,
        is_complete: row.get(4)?,
        is_kept: row.get(5)?,
        imported_at: row.get::<_, Column<_>>(6)?.0,
    })
}
