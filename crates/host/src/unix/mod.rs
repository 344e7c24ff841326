//! Linux and macOS.

pub(crate) mod accounts;
pub(crate) mod behalf;
pub(crate) mod clock;
pub(crate) mod family;
pub(crate) mod fault;
pub(crate) mod files;
pub(crate) mod launch;
pub(crate) mod media;
pub(crate) mod processes;
#[cfg(target_os = "linux")]
mod systemd;
mod tool;
pub(crate) mod users;

use std::sync::Arc;

use sealift_engine::effects::{Processes, Services};

use crate::place::Place;
use files::HostFiles;

/// The machine's own service manager, where it has one and the place is the whole machine.
pub(crate) fn service_manager(
    place: &Place,
    files: &Arc<HostFiles>,
    processes: &Arc<dyn Processes>,
) -> Option<Arc<dyn Services>> {
    #[cfg(target_os = "linux")]
    if place.is_machine() && systemd::is_running() {
        let (files, processes) = (Arc::clone(files), Arc::clone(processes));
        return Some(Arc::new(systemd::Systemd::new(
            files,
            processes,
            &place.paths().state,
        )));
    }
    let _ = (place, files, processes);
    None
}
