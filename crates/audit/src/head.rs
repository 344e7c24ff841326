//! The growing end of a log: where the next record goes, and what its checkpoint says.

use crate::checkpoint::{Checkpoint, SignedCheckpoint};
use crate::draft::{Position, RecordDraft, RecordError};
use crate::key::LogKey;
use crate::record::Entry;
use crate::rotation::{Rotation, RotationError};
use crate::site::{Epoch, Site};
use crate::tree::Frontier;

/// A log's site, epoch and frontier: all that appending needs. Its owner persists the three together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogHead {
    site: Site,
    epoch: Epoch,
    frontier: Frontier,
}

impl LogHead {
    /// The head of a log without records.
    #[must_use]
    pub const fn new(site: Site, epoch: Epoch, frontier: Frontier) -> Self {
        Self {
            site,
            epoch,
            frontier,
        }
    }

    /// The site.
    #[must_use]
    pub const fn site(&self) -> &Site {
        &self.site
    }

    /// The era of the log's key.
    #[must_use]
    pub const fn epoch(&self) -> Epoch {
        self.epoch
    }

    /// The right edge of the tree.
    #[must_use]
    pub const fn frontier(&self) -> &Frontier {
        &self.frontier
    }

    /// Seals a draft as the next record and takes it into the tree.
    ///
    /// # Errors
    /// [`RecordError`]; the head is then unchanged.
    pub fn append(
        &mut self,
        draft: RecordDraft,
        salts: &mut dyn FnMut() -> [u8; 32],
    ) -> Result<Entry, RecordError> {
        let position = Position {
            site: self.site.clone(),
            epoch: self.epoch,
            sequence: self.frontier.size(),
            prior: self.frontier.root(),
        };
        let entry = draft.seal(position, salts)?;
        self.frontier.append(entry.hash());
        Ok(entry)
    }

    /// Signs the log as it is now.
    #[must_use]
    pub fn checkpoint(&self, key: &LogKey) -> SignedCheckpoint {
        let origin = self.site.origin(self.epoch);
        Checkpoint {
            origin,
            size: self.frontier.size(),
            root: self.frontier.root(),
        }
        .sign(key)
    }

    /// Ends the epoch: from here on the new key, made for the next epoch, speaks for the log.
    ///
    /// The next record should be [`crate::Event::KeyRotated`].
    ///
    /// # Errors
    /// [`RotationError`] when a key is not the one of its epoch.
    pub fn rotate(&mut self, old: &LogKey, new: &LogKey) -> Result<Rotation, RotationError> {
        let next = self.epoch.next();
        let fits = old.public().name() == self.site.origin(self.epoch)
            && new.public().name() == self.site.origin(next);
        if !fits {
            return Err(RotationError::Differs);
        }
        let rotation = Rotation::sign(&self.site, self.epoch, &self.frontier, old, new)?;
        self.epoch = next;
        Ok(rotation)
    }
}
