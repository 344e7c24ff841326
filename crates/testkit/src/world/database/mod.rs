//! The files of a machine that is not there, as SQLite sees them.
//!
//! SQLite does its own file work, which the effect traits do not see. A layer of its own below SQLite (a VFS) sends that
//! work to the machine in memory: each write, sync, truncation, creation and removal is an effect like any other, so that
//! a crash or a fault at each of them is found by counting, and a power cut takes what SQLite had not made durable. The
//! layer claims of its disk what SQLite's own claims on Linux, no more: a write of a page may tear, but does not spoil
//! the bytes beside it.

#![allow(
    unsafe_code,
    reason = "SQLite calls its file layer through C; there is no other way below it"
)]

mod handle;
mod layer;
mod locks;

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock};

use camino::Utf8PathBuf;
use sealift_engine::effects::HostPath;

use super::disk::Disk;
use super::lock;

pub(super) use locks::Locks;

/// The name by which a connection asks for this layer.
pub(super) const NAME: &str = "sealift-fake";

/// What the root of every machine begins with, before its number.
const ROOT: &str = "/sealift-fake-";

/// Every machine whose files SQLite can reach.
static MACHINES: Mutex<BTreeMap<u64, Disk>> = Mutex::new(BTreeMap::new());

/// Keeps a machine reachable until it is dropped.
pub(super) struct Reachable {
    number: u64,
}

impl Reachable {
    /// Lets SQLite reach a machine's files below [`Reachable::root`].
    pub(super) fn new(disk: Disk) -> Self {
        static REGISTERED: OnceLock<()> = OnceLock::new();
        static NEXT: Mutex<u64> = Mutex::new(1);
        REGISTERED.get_or_init(layer::register);
        let number = {
            let mut next = lock(&NEXT);
            *next += 1;
            *next
        };
        lock(&MACHINES).insert(number, disk);
        Self { number }
    }

    pub(super) fn root(&self) -> Utf8PathBuf {
        format!("{ROOT}{}", self.number).into()
    }
}

impl Drop for Reachable {
    fn drop(&mut self) {
        lock(&MACHINES).remove(&self.number);
    }
}

/// The machine and the place on it that a path of SQLite's means.
fn find(path: &str) -> Option<(Disk, HostPath)> {
    // A path that was joined on Windows has its separators.
    let path = path.replace('\\', "/");
    let (number, below) = path.strip_prefix(ROOT)?.split_once('/')?;
    let disk = lock(&MACHINES).get(&number.parse().ok()?).cloned()?;
    let below = below.parse::<sealift_package::path::RelativePath>().ok()?;
    Some((disk, HostPath::from(below)))
}
