//! Mounted file systems that can hold files, with their room.

use sealift_document::Count;
use sealift_plan::facts::DiskFacts;

/// All of them; unknown where the system lists none.
pub(super) fn facts() -> Option<Vec<DiskFacts>> {
    let mounted = sysinfo::Disks::new_with_refreshed_list().ok()?;
    let mut disks: Vec<DiskFacts> = mounted.iter().map(fact).collect();
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
