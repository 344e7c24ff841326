//! Which file system holds a place, and how much room it has.

use std::collections::BTreeMap;

use sealift_package::manifest::Os;

use crate::facts::{DiskFacts, Facts};
use crate::layout::{HostPath, Layout};

/// Bytes that a file system spends on one entry besides its content, at most.
pub(crate) const ENTRY_BYTES: u64 = 4096;

/// The mounted file system that holds a place: the one with the longest mount point above it.
#[must_use]
pub fn disk_of<'a>(facts: &'a Facts, layout: &Layout, place: &HostPath) -> Option<&'a DiskFacts> {
    let os = layout.os();
    let path = comparable(&layout.absolute(place), os);
    facts
        .disks
        .iter()
        .flatten()
        .map(|disk| (comparable(&disk.mount_point, os), disk))
        .filter(|(mount, _)| {
            path.strip_prefix(mount.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
        .max_by_key(|(mount, _)| mount.len())
        .map(|(_, disk)| disk)
}

/// `C:\Program Files` as `c:/program files`, `/` as nothing.
fn comparable(path: &str, os: Os) -> String {
    let path = match os {
        Os::Windows => path.replace('\\', "/").to_lowercase(),
        Os::Linux | Os::Macos => path.to_owned(),
    };
    path.trim_end_matches('/').to_owned()
}

/// What names the room that a mounted file system draws on: its device, or its mount point.
pub(crate) fn pool(disk: &DiskFacts) -> &str {
    disk.device.as_deref().unwrap_or(&disk.mount_point)
}

/// Needs by file system, and the needs of places whose file system is not known.
pub(crate) struct Needs<'a> {
    pub(crate) by_pool: BTreeMap<&'a str, (&'a DiskFacts, u64)>,
    pub(crate) unknown: Vec<(HostPath, u64)>,
}

/// Adds up what places need, file system by file system.
pub(crate) fn needs<'a>(
    facts: &'a Facts,
    layout: &Layout,
    places: impl Iterator<Item = (HostPath, u64)>,
) -> Needs<'a> {
    let mut needs = Needs {
        by_pool: BTreeMap::new(),
        unknown: Vec::new(),
    };
    for (place, bytes) in places {
        match disk_of(facts, layout, &place) {
            Some(disk) => {
                let (_, sum) = needs.by_pool.entry(pool(disk)).or_insert((disk, 0));
                *sum = sum.saturating_add(bytes);
            }
            None => needs.unknown.push((place, bytes)),
        }
    }
    needs
}
