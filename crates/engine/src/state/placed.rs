//! Changes to what is installed: each is made in the transaction that records the step it belongs to.

use rusqlite::params;
use sealift_document::{Count, Digest, Timestamp};
use sealift_package::manifest::{ComponentId, Identifier, ProductId};
use sealift_package::path::RelativePath;
use sealift_plan::current::{BackupRecord, InstalledService, OwnedKind, PresentComponent};
use sealift_plan::plan::{ReleaseRef, UnitName};

use super::column::Column;
use super::installed::TreeFile;
use super::{RunId, StateError, Write};
use crate::effects::{HostPath, Identity};

/// A time of an inode that no file has.
const NEVER: i64 = i64::MIN;

/// What becomes the active release of a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activation {
    /// The manifest of a release whose trees were placed.
    pub manifest: Digest,
    /// The components installed, each after those it depends on.
    pub components: Vec<ComponentId>,
    /// Optional components left out.
    pub declined: Vec<ComponentId>,
    /// The canonical JSON of the answers, without secrets.
    pub answers: Option<Vec<u8>>,
    /// The run that made it so.
    pub run: RunId,
    /// When.
    pub at: Timestamp,
}

impl Write<'_> {
    /// Takes note of a component's tree and, unless it is there, of the release it belongs to.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn place_tree(
        &self,
        product: &ProductId,
        release: &ReleaseRef,
        component: &PresentComponent,
        files: impl IntoIterator<Item = TreeFile>,
    ) -> Result<(), StateError> {
        let tree = self.tree_of(product, release)?;
        self.sql().execute(
            "DELETE FROM tree_components WHERE tree = ?1 AND component = ?2",
            params![tree, component.id.as_str()],
        )?;
        self.sql().execute(
            "INSERT INTO tree_components (tree, component, at, bytes, files) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                tree,
                component.id.as_str(),
                component.at.as_str(),
                Column(component.bytes),
                Column(component.files)
            ],
        )?;
        let id = self.sql().last_insert_rowid();
        let mut statement = self.sql().prepare_cached(
            "INSERT INTO tree_files (component, path, sha256, mode, bytes, device, inode, modified_ns, changed_ns)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?;
        for file in files {
            let identity = file.identity;
            statement.execute(params![
                id,
                file.path.as_str(),
                file.sha256.raw(),
                file.mode.bits(),
                identity.bytes,
                identity.device.to_be_bytes(),
                identity.inode.to_be_bytes(),
                identity.modified_ns,
                identity.changed_ns,
            ])?;
        }
        Ok(())
    }

    /// Takes note of what identifies files from now on whose content has proven to be what was placed, in the trees of all
    /// releases that share them.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn renew_identities(
        &self,
        product: &ProductId,
        component: &ComponentId,
        files: &[(RelativePath, Identity)],
    ) -> Result<(), StateError> {
        let mut statement = self.sql().prepare_cached(
            "UPDATE tree_files SET modified_ns = ?1, changed_ns = ?2
             WHERE path = ?3 AND device = ?4 AND inode = ?5 AND component IN (
                 SELECT c.id FROM tree_components c JOIN trees t ON t.id = c.tree
                 WHERE t.product = ?6 AND c.component = ?7)",
        )?;
        for (path, identity) in files {
            statement.execute(params![
                identity.modified_ns,
                identity.changed_ns,
                path.as_str(),
                identity.device.to_be_bytes(),
                identity.inode.to_be_bytes(),
                product.as_str(),
                component.as_str(),
            ])?;
        }
        Ok(())
    }

    /// Takes note of files that are not what was placed, though all that identifies them may say so, as of a disk that rots:
    /// from now on they are read by whoever would believe that.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn doubt_files(&self, product: &ProductId, paths: &[&HostPath]) -> Result<(), StateError> {
        let components: Vec<(i64, String)> = self.rows(
            "SELECT c.id, c.at FROM tree_components c JOIN trees t ON t.id = c.tree
             WHERE t.product = ?1",
            [product.as_str()],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        let mut statement = self.sql().prepare_cached(
            "UPDATE tree_files SET changed_ns = ?1 WHERE component = ?2 AND path = ?3",
        )?;
        for (component, at) in components {
            let below = format!("{at}/");
            let within = |path: &&HostPath| path.as_str().strip_prefix(&below).map(str::to_owned);
            for path in paths.iter().filter_map(within) {
                statement.execute(params![NEVER, component, path])?;
            }
        }
        Ok(())
    }

    /// The row of a release's trees, made if need be.
    fn tree_of(&self, product: &ProductId, release: &ReleaseRef) -> Result<i64, StateError> {
        let known = self.tree_id(product, &release.manifest_sha256)?;
        if let Some(tree) = known {
            return Ok(tree);
        }
        self.sql().execute(
            "INSERT INTO trees (product, version, sequence, rollback_index, manifest, name, folder, issued)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                product.as_str(),
                release.version.to_string(),
                Column(release.sequence),
                Column(release.rollback_index),
                release.manifest_sha256.raw(),
                release.name,
                release.folder.as_str(),
                Column(release.issued),
            ],
        )?;
        let tree = self.sql().last_insert_rowid();
        for (id, data) in &release.data {
            self.sql().execute(
                "INSERT INTO tree_data (tree, data, component, at, format) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![tree, id.as_str(), data.component.as_str(), data.at.as_str(), Column(data.format)],
            )?;
        }
        Ok(tree)
    }

    /// Takes note that a component's tree is gone, and the release's last one with it.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn remove_tree(
        &self,
        product: &ProductId,
        manifest: &Digest,
        component: &ComponentId,
    ) -> Result<(), StateError> {
        let Some(tree) = self.tree_id(product, manifest)? else {
            return Ok(());
        };
        self.sql().execute(
            "DELETE FROM tree_components WHERE tree = ?1 AND component = ?2",
            params![tree, component.as_str()],
        )?;
        self.sql().execute(
            "DELETE FROM trees WHERE id = ?1
             AND NOT EXISTS (SELECT 1 FROM tree_components WHERE tree = ?1)
             AND NOT EXISTS (SELECT 1 FROM installed WHERE tree = ?1)",
            [tree],
        )?;
        Ok(())
    }

    /// Makes a release the active one of its product.
    ///
    /// # Errors
    /// [`StateError`], also when no tree of the release was placed.
    pub fn activate(&self, product: &ProductId, active: &Activation) -> Result<(), StateError> {
        let tree = self
            .tree_id(product, &active.manifest)?
            .ok_or_else(|| StateError::damaged("a release without trees cannot become active"))?;
        self.deactivate(product)?;
        self.sql().execute(
            "INSERT INTO installed (product, tree, answers_sha256, answers, operation, installed_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                product.as_str(),
                tree,
                active.answers.as_deref().map(|answers| *Digest::of(answers).raw()),
                active.answers,
                active.run.as_str(),
                Column(active.at),
            ],
        )?;
        let chosen = active.components.iter().map(|component| (component, false));
        let declined = active.declined.iter().map(|component| (component, true));
        for (place, (component, is_declined)) in (0_u32..).zip(chosen.chain(declined)) {
            self.sql().execute(
                "INSERT INTO installed_components (product, component, place, is_declined)
                 VALUES (?1, ?2, ?3, ?4)",
                params![product.as_str(), component.as_str(), place, is_declined],
            )?;
        }
        Ok(())
    }

    /// Takes note that no release of the product is active.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn deactivate(&self, product: &ProductId) -> Result<(), StateError> {
        self.sql().execute(
            "DELETE FROM installed WHERE product = ?1",
            [product.as_str()],
        )?;
        Ok(())
    }

    /// Takes note of something placed outside the trees, in place of what was noted there before.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn own_path(
        &self,
        product: &ProductId,
        path: &HostPath,
        kind: &OwnedKind,
    ) -> Result<(), StateError> {
        let (word, sha256, mode, link) = match kind {
            OwnedKind::File { sha256, mode } => {
                ("file", Some(*sha256.raw()), Some(mode.bits()), None)
            }
            OwnedKind::Symlink { to } => ("symlink", None, None, Some(to.as_str())),
            OwnedKind::Directory => ("directory", None, None, None),
        };
        self.sql().execute(
            "INSERT OR REPLACE INTO owned_paths (path, product, kind, sha256, mode, link)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![path.as_str(), product.as_str(), word, sha256, mode, link],
        )?;
        Ok(())
    }

    /// Takes note that nothing of ours lies at this path any more.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn disown_path(&self, path: &HostPath) -> Result<(), StateError> {
        self.sql()
            .execute("DELETE FROM owned_paths WHERE path = ?1", [path.as_str()])?;
        Ok(())
    }

    /// Takes note of a service, at this place in the order of starting.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn place_service(
        &self,
        product: &ProductId,
        place: u32,
        service: &InstalledService,
    ) -> Result<(), StateError> {
        let definition = serde_json::to_string(&service.definition).map_err(StateError::damaged)?;
        self.sql().execute(
            "INSERT OR REPLACE INTO services (product, name, component, place, definition)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                product.as_str(),
                service.definition.unit.as_str(),
                service.component.as_str(),
                place,
                definition
            ],
        )?;
        Ok(())
    }

    /// Takes note that a service is gone.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn remove_service(&self, unit: &UnitName) -> Result<(), StateError> {
        self.sql()
            .execute("DELETE FROM services WHERE name = ?1", [unit.as_str()])?;
        Ok(())
    }

    /// Takes note of a user that an install created.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn own_user(&self, product: &ProductId, name: &str) -> Result<(), StateError> {
        self.sql().execute(
            "INSERT OR REPLACE INTO created_users (name, product) VALUES (?1, ?2)",
            params![name, product.as_str()],
        )?;
        Ok(())
    }

    /// Takes note that a user is gone.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn disown_user(&self, name: &str) -> Result<(), StateError> {
        self.sql()
            .execute("DELETE FROM created_users WHERE name = ?1", [name])?;
        Ok(())
    }

    /// Takes note of a data directory and the format that its content has from now on.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn set_data(
        &self,
        product: &ProductId,
        id: &Identifier,
        at: &HostPath,
        format: Count,
    ) -> Result<(), StateError> {
        self.sql().execute(
            "INSERT OR REPLACE INTO data (product, id, at, format) VALUES (?1, ?2, ?3, ?4)",
            params![product.as_str(), id.as_str(), at.as_str(), Column(format)],
        )?;
        Ok(())
    }

    /// Takes note that a data directory is gone.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn remove_data(&self, product: &ProductId, id: &Identifier) -> Result<(), StateError> {
        self.sql().execute(
            "DELETE FROM data WHERE product = ?1 AND id = ?2",
            params![product.as_str(), id.as_str()],
        )?;
        Ok(())
    }

    /// Takes note of a backup that can be restored.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn add_backup(&self, product: &ProductId, backup: &BackupRecord) -> Result<(), StateError> {
        self.sql().execute(
            "INSERT OR REPLACE INTO backups (at, product, data, format, release, taken_at, bytes)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                backup.at.as_str(),
                product.as_str(),
                backup.data.as_str(),
                Column(backup.format),
                backup.release,
                Column(backup.taken_at),
                Column(backup.bytes),
            ],
        )?;
        Ok(())
    }

    /// Takes note that a backup is gone.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn remove_backup(&self, at: &HostPath) -> Result<(), StateError> {
        self.sql()
            .execute("DELETE FROM backups WHERE at = ?1", [at.as_str()])?;
        Ok(())
    }
}
