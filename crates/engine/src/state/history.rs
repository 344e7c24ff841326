//! What this site remembers of a product, whatever becomes of its releases: the base of trust's judgements.

use rusqlite::{OptionalExtension, params};
use sealift_document::{Count, Digest, Timestamp};
use sealift_package::manifest::{Manifest, ProductId};
use sealift_trust::History;

use super::column::Column;
use super::{StateError, View, Write};

impl View<'_> {
    /// What this site has seen of a product.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn history(&self, product: &ProductId) -> Result<History, StateError> {
        let seen = self.rows(
            "SELECT sequence, manifest FROM seen_manifests WHERE product = ?1 AND is_first",
            [product.as_str()],
            |row| {
                Ok((
                    row.get::<_, Column<Count>>(0)?.0,
                    row.get::<_, Column<Digest>>(1)?.0,
                ))
            },
        )?;
        Ok(History {
            floor: self.floor(product)?.unwrap_or(Count::ZERO),
            manifests: seen.into_iter().collect(),
            ran: self.ran(product)?,
            installed: self
                .installed(product)?
                .map(|installed| installed.release.sequence),
            latest_signed: self.latest_signed()?,
        })
    }

    /// The least `rollback_index` that this site still accepts of a product.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn floor(&self, product: &ProductId) -> Result<Option<Count>, StateError> {
        let mut statement = self
            .sql()
            .prepare_cached("SELECT floor FROM floors WHERE product = ?1")?;
        let found = statement.query_row([product.as_str()], |row| row.get::<_, Column<_>>(0));
        Ok(found.optional()?.map(|floor| floor.0))
    }

    fn latest_signed(&self) -> Result<Option<Timestamp>, StateError> {
        let mut statement = self
            .sql()
            .prepare_cached("SELECT time FROM latest_signed")?;
        let found = statement.query_row([], |row| row.get::<_, Column<_>>(0));
        Ok(found.optional()?.map(|time| time.0))
    }
}

impl Write<'_> {
    /// Remembers a manifest that was accepted, or refused for equivocation; the first of its sequence stays the one
    /// that others are held against (threat T22).
    ///
    /// # Errors
    /// [`StateError`].
    pub fn remember_manifest(
        &self,
        manifest: &Manifest,
        digest: &Digest,
        now: Timestamp,
    ) -> Result<(), StateError> {
        self.sql().execute(
            "INSERT OR IGNORE INTO seen_manifests (product, sequence, manifest, version, seen_at, is_first)
             VALUES (?1, ?2, ?3, ?4, ?5, NOT EXISTS (
                 SELECT 1 FROM seen_manifests WHERE product = ?1 AND sequence = ?2))",
            params![
                manifest.product.as_str(),
                Column(manifest.sequence),
                digest.raw(),
                manifest.version.to_string(),
                Column(now)
            ],
        )?;
        Ok(())
    }

    /// Remembers the issue time of a release that was accepted, when it is the latest.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn remember_signed(&self, issued: Timestamp) -> Result<(), StateError> {
        self.sql().execute(
            "INSERT INTO latest_signed (one, time) VALUES (1, ?1)
             ON CONFLICT DO UPDATE SET time = max(time, excluded.time)",
            [Column(issued)],
        )?;
        Ok(())
    }

    /// Remembers that a release ran here, and raises the floor to its `rollback_index` (threat T9).
    ///
    /// # Errors
    /// [`StateError`].
    pub fn remember_run(
        &self,
        product: &ProductId,
        manifest: &Digest,
        rollback_index: Count,
    ) -> Result<(), StateError> {
        self.sql().execute(
            "UPDATE seen_manifests SET has_run = 1 WHERE product = ?1 AND manifest = ?2",
            params![product.as_str(), manifest.raw()],
        )?;
        self.sql().execute(
            "INSERT INTO floors (product, floor) VALUES (?1, ?2)
             ON CONFLICT DO UPDATE SET floor = max(floor, excluded.floor)",
            params![product.as_str(), Column(rollback_index)],
        )?;
        Ok(())
    }

    /// Sets the floor of a product to what a signed reset says (threat T14).
    ///
    /// # Errors
    /// [`StateError`].
    pub fn reset_floor(&self, product: &ProductId, floor: Count) -> Result<(), StateError> {
        self.sql().execute(
            "INSERT OR REPLACE INTO floors (product, floor) VALUES (?1, ?2)",
            params![product.as_str(), Column(floor)],
        )?;
        Ok(())
    }
}
