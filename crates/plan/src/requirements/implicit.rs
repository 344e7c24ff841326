//! What every release requires without saying so: a platform it was made for, and room for its trees.

use sealift_document::Text;
use sealift_package::manifest::{Component, Level, Manifest};

use super::finding::{Evidence, Finding, Status};
use crate::facts::{DiskFacts, Facts};
use crate::layout::Layout;
use crate::room::{self, ENTRY_BYTES};

/// Whether the release was made for the machine's platform.
pub(crate) fn platform(manifest: &Manifest, facts: &Facts) -> Finding {
    let status = match facts.platform {
        None if manifest.platforms.iter().all(|p| p.os != facts.os.family) => Status::Unmet,
        None => Status::Unknown,
        Some(machine) if manifest.platforms.iter().any(|p| p.runs_on(machine)) => Status::Met,
        Some(_) => Status::Unmet,
    };
    let names = manifest.platforms.iter().map(ToString::to_string).collect();
    implicit(
        "platform",
        "requirement-platform",
        status,
        Evidence::Names { names },
        facts.platform.map_or(Evidence::Unknown, |machine| {
            Evidence::text(machine.to_string())
        }),
    )
}

/// Whether the file system of the product's folder has room for the trees of the usual components.
pub(super) fn room(manifest: &Manifest, facts: &Facts, layout: &Layout) -> Option<Finding> {
    let bytes = usual_bytes(manifest, facts);
    if bytes == 0 {
        return None;
    }
    let disk = room::disk_of(facts, layout, layout.prefix());
    let shown = layout.absolute(layout.prefix());
    let (status, found) = free(disk, bytes);
    Some(implicit(
        "room",
        "requirement-room",
        status,
        Evidence::bytes(bytes, Some(&shown)),
        found,
    ))
}

/// Whether a file system has this much room, and how much it has.
pub(super) fn free(disk: Option<&DiskFacts>, bytes: u64) -> (Status, Evidence) {
    let mount = disk.map(|disk| disk.mount_point.as_str());
    match disk {
        Some(disk) if disk.read_only => (Status::Unmet, Evidence::bytes(0, mount)),
        Some(DiskFacts {
            free_bytes: Some(free),
            ..
        }) => {
            let status = if free.value() >= bytes {
                Status::Met
            } else {
                Status::Unmet
            };
            (status, Evidence::bytes(free.value(), mount))
        }
        _ => (Status::Unknown, Evidence::Unknown),
    }
}

/// Bytes of the trees of all components that are installed when nobody chooses.
pub(super) fn usual_bytes(manifest: &Manifest, facts: &Facts) -> u64 {
    manifest
        .components
        .iter()
        .filter(|component| component.optional.is_none_or(|optional| optional.default))
        .filter(|component| facts.platform.is_none_or(|p| component.applies_to(p)))
        .map(tree_bytes)
        .fold(0, u64::saturating_add)
}

/// Bytes that a component's tree takes on a disk, at most.
pub(crate) fn tree_bytes(component: &Component) -> u64 {
    let totals = &component.totals;
    [totals.files, totals.directories, totals.symlinks]
        .iter()
        .fold(totals.raw_bytes.value(), |sum, entries| {
            sum.saturating_add(entries.value().saturating_mul(ENTRY_BYTES))
        })
}

fn implicit(
    requirement: &str,
    code: &str,
    status: Status,
    expected: Evidence,
    found: Evidence,
) -> Finding {
    Finding {
        requirement: requirement.into(),
        code: code.into(),
        title: Text::default(),
        level: Level::Required,
        status,
        expected,
        found,
        remedy: Text::default(),
    }
}
