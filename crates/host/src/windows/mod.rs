//! Windows.

mod access;
pub(crate) mod behalf;
pub(crate) mod clock;
pub(crate) mod family;
mod fault;
pub(crate) mod files;
pub(crate) mod launch;
pub(crate) mod media;
mod nt;
pub(crate) mod processes;
#[cfg(test)]
mod resident_tests;
pub(crate) mod users;

use std::sync::Arc;

use sealift_engine::effects::{Processes, Services};

use crate::place::Place;
use files::HostFiles;

/// No service manager is spoken to yet: `sealift supervise` keeps services running here.
pub(crate) const fn service_manager(
    _: &Place,
    _: &Arc<HostFiles>,
    _: &Arc<dyn Processes>,
) -> Option<Arc<dyn Services>> {
    None
}
