//! What is installed, as the planner wants to know it.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{OptionalExtension, Params, Row, params};
use sealift_document::{Digest, Timestamp};
use sealift_package::manifest::{ComponentId, Identifier, Mode, ProductId};
use sealift_package::path::RelativePath;
use sealift_plan::current::{
    BackupRecord, Current, InstalledData, InstalledService, OwnedKind, OwnedPath, OwnedState,
    PresentComponent, PresentRelease,
};
use sealift_plan::plan::{DataFormat, ReleaseRef};

use super::column::{Column, Word};
use super::{RunId, StateError, View};
use crate::effects::{HostPath, Identity};

/// A file of a tree as it was placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeFile {
    /// Below the component's folder.
    pub path: RelativePath,
    /// Digest of its content.
    pub sha256: Digest,
    /// Its mode.
    pub mode: Mode,
    /// Equal as long as nobody touches it.
    pub identity: Identity,
}

/// How the active release of a product came to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Installed {
    /// Which product.
    pub product: ProductId,
    /// The active release.
    pub release: ReleaseRef,
    /// Its components.
    pub components: Vec<ComponentId>,
    /// The canonical JSON of the answers, without secrets.
    pub answers: Option<Vec<u8>>,
    /// The run that installed it.
    pub run: RunId,
    /// When.
    pub at: Timestamp,
}

impl View<'_> {
    /// Products of which a release is active.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn installed_products(&self) -> Result<Vec<ProductId>, StateError> {
        self.rows(
            "SELECT product FROM installed ORDER BY product",
            [],
            |row| word(row, 0),
        )
    }

    /// The active release of a product and how it came to be.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn installed(&self, product: &ProductId) -> Result<Option<Installed>, StateError> {
        let mut statement = self.sql().prepare_cached(
            "SELECT tree, answers, operation, installed_at FROM installed WHERE product = ?1",
        )?;
        let found = statement
            .query_row([product.as_str()], |row| {
                Ok((
                    row.get::<_, i64>(0)?,
                    row.get(1)?,
                    word(row, 2)?,
                    column(row, 3)?,
                ))
            })
            .optional()?;
        let Some((tree, answers, run, at)) = found else {
            return Ok(None);
        };
        let (product, release) = (product.clone(), self.release_of(tree)?);
        let components = self.chosen(&product, false)?;
        Ok(Some(Installed {
            product,
            release,
            components,
            answers,
            run,
            at,
        }))
    }

    /// The lasting part of what is installed of a product; owned paths count as they were placed, and what only a look
    /// at the target can tell is left empty.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn current(&self, product: &ProductId) -> Result<Current, StateError> {
        let mut current = Current::nothing(product.clone());
        if let Some(installed) = self.installed(product)? {
            current.answers_sha256 = installed.answers.as_deref().map(Digest::of);
            current.active = Some(installed.release);
            current.components = installed.components;
            current.declined = self.chosen(product, true)?;
        }
        current.present = self.present(product)?;
        current.ran = self.ran(product)?;
        current.owned = self.owned(product)?;
        current.services = self.services(product)?;
        current.users = self.rows(
            "SELECT name FROM created_users WHERE product = ?1 ORDER BY name",
            [product.as_str()],
            |row| row.get(0),
        )?;
        current.data = self.data(product)?;
        current.backups = self.backups(product)?;
        current.floor = self.floor(product)?;
        Ok(current)
    }

    /// The files of a component's tree, in the order of their paths.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn tree_files(
        &self,
        product: &ProductId,
        manifest: &Digest,
        component: &ComponentId,
    ) -> Result<Vec<TreeFile>, StateError> {
        self.rows(
            "SELECT path, sha256, mode, bytes, device, inode, modified_ns, changed_ns
             FROM tree_files WHERE component = (
                 SELECT c.id FROM tree_components c JOIN trees t ON t.id = c.tree
                 WHERE t.product = ?1 AND t.manifest = ?2 AND c.component = ?3)
             ORDER BY path",
            params![product.as_str(), manifest.raw(), component.as_str()],
            tree_file,
        )
    }

    /// Whose path this is, when a step placed it; paths belong to one product alone.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn owner_of(&self, path: &HostPath) -> Result<Option<ProductId>, StateError> {
        let mut statement = self
            .sql()
            .prepare_cached("SELECT product FROM owned_paths WHERE path = ?1")?;
        Ok(statement
            .query_row([path.as_str()], |row| word(row, 0))
            .optional()?)
    }

    pub(super) fn tree_id(
        &self,
        product: &ProductId,
        manifest: &Digest,
    ) -> Result<Option<i64>, StateError> {
        let mut statement = self
            .sql()
            .prepare_cached("SELECT id FROM trees WHERE product = ?1 AND manifest = ?2")?;
        let found =
            statement.query_row(params![product.as_str(), manifest.raw()], |row| row.get(0));
        Ok(found.optional()?)
    }

    fn chosen(&self, product: &ProductId, declined: bool) -> Result<Vec<ComponentId>, StateError> {
        self.rows(
            "SELECT component FROM installed_components
             WHERE product = ?1 AND is_declined = ?2 ORDER BY place",
            params![product.as_str(), declined],
            |row| word(row, 0),
        )
    }

    fn release_of(&self, tree: i64) -> Result<ReleaseRef, StateError> {
        let data = self.rows(
            "SELECT data, component, at, format FROM tree_data WHERE tree = ?1",
            [tree],
            |row| {
                let format = DataFormat {
                    component: word(row, 1)?,
                    at: path(row, 2)?,
                    format: column(row, 3)?,
                };
                Ok((word(row, 0)?, format))
            },
        )?;
        let mut statement = self.sql().prepare_cached(
            "SELECT version, sequence, rollback_index, manifest, name, folder, issued
             FROM trees WHERE id = ?1",
        )?;
        let release = statement.query_row([tree], |row| {
            Ok(ReleaseRef {
                version: word(row, 0)?,
                sequence: column(row, 1)?,
                rollback_index: column(row, 2)?,
                manifest_sha256: column(row, 3)?,
                name: row.get(4)?,
                folder: path(row, 5)?,
                issued: column(row, 6)?,
                data: data.into_iter().collect(),
            })
        })?;
        Ok(release)
    }

    fn present(&self, product: &ProductId) -> Result<Vec<PresentRelease>, StateError> {
        let trees: Vec<i64> = self.rows(
            "SELECT id FROM trees WHERE product = ?1 ORDER BY sequence, id",
            [product.as_str()],
            |row| row.get(0),
        )?;
        let present = |tree: i64| {
            let components = self.rows(
                "SELECT component, at, bytes, files FROM tree_components
                 WHERE tree = ?1 ORDER BY component",
                [tree],
                |row| {
                    Ok(PresentComponent {
                        id: word(row, 0)?,
                        at: path(row, 1)?,
                        bytes: column(row, 2)?,
                        files: column(row, 3)?,
                        damaged: false,
                    })
                },
            )?;
            Ok(PresentRelease {
                release: self.release_of(tree)?,
                components,
            })
        };
        trees.into_iter().map(present).collect()
    }

    fn owned(&self, product: &ProductId) -> Result<Vec<OwnedPath>, StateError> {
        self.rows(
            "SELECT path, kind, sha256, mode, link FROM owned_paths WHERE product = ?1 ORDER BY path",
            [product.as_str()],
            |row| {
                let kind = match row.get::<_, String>(1)?.as_str() {
                    "file" => OwnedKind::File { sha256: column(row, 2)?, mode: mode(row, 3)? },
                    "symlink" => OwnedKind::Symlink { to: path(row, 4)? },
                    _ => OwnedKind::Directory,
                };
                Ok(OwnedPath { path: path(row, 0)?, kind, state: OwnedState::AsPlaced })
            },
        )
    }

    fn services(&self, product: &ProductId) -> Result<Vec<InstalledService>, StateError> {
        let rows = self.rows(
            "SELECT component, definition FROM services WHERE product = ?1 ORDER BY place, name",
            [product.as_str()],
            |row| Ok((word(row, 0)?, row.get::<_, String>(1)?)),
        )?;
        let service = |(component, definition): (ComponentId, String)| {
            let definition = serde_json::from_str(&definition).map_err(StateError::damaged)?;
            Ok(InstalledService {
                component,
                definition,
            })
        };
        rows.into_iter().map(service).collect()
    }

    fn data(&self, product: &ProductId) -> Result<BTreeMap<Identifier, InstalledData>, StateError> {
        let rows = self.rows(
            "SELECT id, at, format FROM data WHERE product = ?1",
            [product.as_str()],
            |row| {
                let data = InstalledData {
                    at: path(row, 1)?,
                    format: column(row, 2)?,
                    bytes: None,
                };
                Ok((word(row, 0)?, data))
            },
        )?;
        Ok(rows.into_iter().collect())
    }

    fn backups(&self, product: &ProductId) -> Result<Vec<BackupRecord>, StateError> {
        self.rows(
            "SELECT at, data, format, release, taken_at, bytes FROM backups
             WHERE product = ?1 ORDER BY taken_at, at",
            [product.as_str()],
            |row| {
                Ok(BackupRecord {
                    at: path(row, 0)?,
                    data: word(row, 1)?,
                    format: column(row, 2)?,
                    release: row.get(3)?,
                    taken_at: column(row, 4)?,
                    bytes: column(row, 5)?,
                })
            },
        )
    }

    /// Every manifest of the product that ran here at some time.
    pub(super) fn ran(&self, product: &ProductId) -> Result<BTreeSet<Digest>, StateError> {
        let rows = self.rows(
            "SELECT manifest FROM seen_manifests WHERE product = ?1 AND has_run",
            [product.as_str()],
            |row| column(row, 0),
        )?;
        Ok(rows.into_iter().collect())
    }

    /// All rows of an answer, each read by a function.
    pub(super) fn rows<T>(
        &self,
        question: &str,
        with: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StateError> {
        let mut statement = self.sql().prepare_cached(question)?;
        Ok(statement.query_map(with, read)?.collect::<Result<_, _>>()?)
    }
}

fn tree_file(row: &Row<'_>) -> rusqlite::Result<TreeFile> {
    let identity = Identity {
        bytes: row.get(3)?,
        device: u64::from_be_bytes(row.get(4)?),
        inode: u64::from_be_bytes(row.get(5)?),
        modified_ns: row.get(6)?,
        changed_ns: row.get(7)?,
    };
    Ok(TreeFile {
        path: word(row, 0)?,
        sha256: column(row, 1)?,
        mode: mode(row, 2)?,
        identity,
    })
}

fn mode(row: &Row<'_>, at: usize) -> rusqlite::Result<Mode> {
    Mode::from_bits(row.get(at)?).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(at, rusqlite::types::Type::Integer, error.into())
    })
}

/// A path on the target; one that leaves the root cannot be read back (threat I9).
fn path(row: &Row<'_>, at: usize) -> rusqlite::Result<HostPath> {
    Ok(HostPath::from(word::<RelativePath>(row, at)?))
}

fn word<T>(row: &Row<'_>, at: usize) -> rusqlite::Result<T>
where
    T: std::str::FromStr<Err: std::error::Error + Send + Sync + 'static>,
{
    Ok(row.get::<_, Word<T>>(at)?.0)
}

fn column<T>(row: &Row<'_>, at: usize) -> rusqlite::Result<T>
where
    Column<T>: rusqlite::types::FromSql,
{
    Ok(row.get::<_, Column<T>>(at)?.0)
}
