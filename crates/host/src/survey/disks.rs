//! Mounted file systems that can hold files, with their room.

use camino::Utf8Path;
use sealift_document::Count;
use sealift_engine::effects::{Files, HostPath, Space};
use sealift_plan::facts::DiskFacts;

/// All of them; unknown where the system lists none and the world's own cannot be measured.
///
/// Lists have gaps: a volume mounted into a folder, the root of a container, everything under wine. Where no mount point
/// in the list holds the world, its room is measured at this place in it.
pub(super) fn facts(files: &dyn Files, at: &HostPath) -> Option<Vec<DiskFacts>> {
    let mounted = sysinfo::Disks::new_with_refreshed_list();
    let mut disks: Vec<DiskFacts> = mounted
        .map(|mounted| mounted.iter().map(fact).collect())
        .unwrap_or_default();
    if !disks.iter().any(|disk| holds(disk, files.root()))
        && let Ok(space) = files.space(at)
    {
        disks.push(measured(files.root(), &space));
    }
    disks.sort_by(|a, b| a.mount_point.cmp(&b.mount_point));
    disks.dedup_by(|a, b| a.mount_point == b.mount_point);
    (!disks.is_empty()).then_some(disks)
}

fn fact(disk: &sysinfo::Disk) -> DiskFacts {
    let file_system = disk.file_system().to_string_lossy().into_owned();
    let device = disk.name().to_string_lossy().into_owned();
    DiskFacts {
        mount_point: disk.mount_point().to_string_lossy().into_owned(),
        file_system: (!file_system.is_empty()).then_some(file_system),
        total_bytes: Count::try_from(disk.total_space()).ok(),
        free_bytes: Count::try_from(disk.available_space()).ok(),
        read_only: disk.is_read_only(),
        device: (!device.is_empty()).then_some(device),
    }
}

/// Whether a folder lies below a mount point, in the spelling of this system.
fn holds(disk: &DiskFacts, folder: &Utf8Path) -> bool {
    let spelt = |path: &str| {
        if cfg!(windows) {
            path.to_lowercase()
        } else {
            path.to_owned()
        }
    };
    Utf8Path::new(&spelt(folder.as_str())).starts_with(spelt(&disk.mount_point))
}

/// The file system that holds the world, known by its room alone.
fn measured(root: &Utf8Path, space: &Space) -> DiskFacts {
    DiskFacts {
        mount_point: root.to_string(),
        file_system: None,
        total_bytes: Count::try_from(space.total).ok(),
        free_bytes: Count::try_from(space.free).ok(),
        read_only: false,
        device: None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test says what failed by failing")]

    use super::*;
    use crate::files_tests::{at, bed};

    #[test]
    fn the_room_of_a_world_is_always_known() {
        let bed = bed();
        let disks = facts(&bed.files, &at("not/there/yet")).unwrap();
        let mut around = disks.iter().filter(|disk| holds(disk, bed.files.root()));
        assert!(around.any(|disk| disk.free_bytes.is_some_and(|free| free.value() > 0)));
    }

    #[test]
    fn a_world_below_no_listed_mount_point_is_measured() {
        let bed = bed();
        let space = bed.files.space(&at("x")).unwrap();
        let disk = measured(bed.files.root(), &space);
        assert!(holds(&disk, bed.files.root()));
        assert!(holds(&disk, &bed.files.root().join("opt")));
        let beside = bed.files.root().to_string() + "-beside";
        assert!(!holds(&disk, beside.as_ref()));
        assert!(disk.total_bytes >= disk.free_bytes);
    }
}
