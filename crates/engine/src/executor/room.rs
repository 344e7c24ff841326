//! Room for both directions, proven before the first change (threat I17), and a reserve that lets undoing be written down
//! on a disk that is full nevertheless (threat I4).

use std::collections::BTreeMap;
use std::io::Write;

use sealift_package::manifest::Mode;
use sealift_plan::plan::Plan;

use super::order::below;
use super::{Ground, RunError, paths};
use crate::effects::{FileSystemId, FilesError, HostPath};

/// Bytes held back beside the state. The journal and the log of a long undo take a few; a WAL that SQLite has to grow
/// takes the rest.
const RESERVE: u64 = 8 << 20;
/// Bytes that the journal, the log and their WAL may take on the way.
const STATE: u64 = 16 << 20;

/// Refuses a plan for which the room does not suffice.
pub(super) fn prove(ground: &Ground<'_>, plan: &Plan) -> Result<(), RunError> {
    let state = (ground.state.clone(), RESERVE + STATE);
    let planned = plan.room.iter().map(|room| {
        (
            room.at.clone(),
            room.to_do.value().saturating_add(room.to_undo.value()),
        )
    });
    let mut needs: BTreeMap<FileSystemId, (HostPath, u64, u64)> = BTreeMap::new();
    for (at, needed) in planned.chain([state]) {
        let space = ground.world.files.space(&at)?;
        let need = needs
            .entry(space.file_system)
            .or_insert((at, 0, space.free));
        need.1 = need.1.saturating_add(needed);
    }
    let short = needs.into_values().find(|(_, needed, free)| needed > free);
    match short {
        None => Ok(()),
        Some((at, needed, free)) => Err(RunError::Room {
            at: at.to_string(),
            needed,
            free,
        }),
    }
}

fn file(ground: &Ground<'_>) -> HostPath {
    below(&ground.state, "reserve")
}

/// Makes sure that the reserve is there, with real blocks behind it.
pub(super) fn hold_reserve(ground: &Ground<'_>) -> Result<(), FilesError> {
    let files = ground.world.files.as_ref();
    let at = file(ground);
    match files.inspect(&at)? {
        Some(entry) if entry.bytes == RESERVE => return Ok(()),
        Some(_) => paths::remove_any(files, &at)?,
        None => {}
    }
    let mut sink = files.create(&at, Mode::PRIVATE)?;
    // Chance does not compress and leaves no holes, so the blocks are really ours.
    let mut block = vec![0; 1 << 20];
    ground.world.entropy.fill(&mut block);
    for _ in 0..RESERVE / block.len() as u64 {
        sink.write_all(&block)
            .map_err(|error| FilesError::from_io("write", at.as_str(), &error))?;
    }
    sink.sync()?;
    sink.finish(None)?;
    paths::sync_above(files, &at)
}

/// Gives the reserve up, so that undoing can be written down. Nobody is helped by an error here.
pub(super) fn release_reserve(ground: &Ground<'_>) {
    let files = ground.world.files.as_ref();
    let at = file(ground);
    if paths::remove_any(files, &at).is_ok() {
        let _ = paths::sync_above(files, &at);
    }
}
