//! What all open files of a machine hold on to.

use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use sealift_engine::effects::FileFault;

use super::content::Bytes;
use super::database::Locks;
use super::fault::Faults;
use super::lock;
use super::tree::{Change, Content, Number, Tree};

/// A machine's files, and what may befall them.
#[derive(Clone)]
pub(super) struct Disk {
    pub(super) tree: Arc<Mutex<Tree>>,
    pub(super) capacity: Arc<Mutex<u64>>,
    /// Whether bytes written are counted and let go.
    pub(super) is_forgetful: Arc<AtomicBool>,
    pub(super) faults: Faults,
    /// Who holds which locks of files that SQLite has open, by inode.
    pub(super) databases: Arc<Mutex<HashMap<Number, Arc<Mutex<Locks>>>>>,
}

const GIBIBYTE: u64 = 1 << 30;

impl Disk {
    pub(super) fn new(tree: Tree, faults: Faults) -> Self {
        Self {
            tree: Arc::new(Mutex::new(tree)),
            capacity: Arc::new(Mutex::new(GIBIBYTE)),
            is_forgetful: Arc::default(),
            faults,
            databases: Arc::default(),
        }
    }

    /// The process is gone: what it held of files is free.
    pub(super) fn replace_process(&self) {
        self.faults.replace_process();
        lock(&self.databases).clear();
        lock(&self.tree).forget_nameless();
    }

    /// A sync of these inodes failed with their device, and took what waited for it.
    pub(super) fn lose(&self, fault: &FileFault, inodes: impl FnOnce(&Tree) -> BTreeSet<Number>) {
        let has_tried = matches!(fault, FileFault::Device(_) | FileFault::Full);
        if has_tried && !self.faults.has_crashed() {
            let mut tree = lock(&self.tree);
            let inodes = inodes(&tree);
            tree.fail_sync(&inodes);
        }
    }

    /// Writes into a file where there is room.
    pub(super) fn write(&self, file: Number, at: u64, bytes: &[u8]) -> Result<(), FileFault> {
        let mut tree = lock(&self.tree);
        let keeps = !self.is_forgetful.load(Ordering::SeqCst);
        let length = bytes_of(&tree, file).map_or(0, Bytes::len);
        let more = if keeps {
            (at + bytes.len() as u64).saturating_sub(length)
        } else {
            bytes.len() as u64
        };
        if tree.used + more > *lock(&self.capacity) {
            return Err(FileFault::Full);
        }
        tree.used += more;
        if keeps {
            tree.make(Change::Write {
                file,
                at,
                bytes: bytes.into(),
            });
        }
        Ok(())
    }
}

/// The bytes of a regular file.
pub(super) fn bytes_of(tree: &Tree, number: Number) -> Option<&Bytes> {
    match &tree.node(number).content {
        Content::File(bytes) => Some(bytes),
        _ => None,
    }
}
