//! A real machine as the engine sees it.

use std::sync::Arc;

use sealift_engine::effects::{Clock, Files, FilesError, Processes, Services, World};

use crate::clock::HostClock;
use crate::entropy::HostEntropy;
use crate::place::Place;
use crate::probes::HostProbes;
use crate::processes::HostProcesses;
use crate::supervise::{Supervised, Supervisor};
use crate::survey::HostSurvey;
use crate::system;

/// The effects of a place. Services that no service manager keeps are kept by this very program, started again as
/// `sealift supervise`.
///
/// # Errors
/// [`FilesError`] when the place's root cannot be opened.
pub fn world(place: &Place) -> Result<World, FilesError> {
    world_with(place, place.supervisor())
}

/// The effects of a place, for a program whose services are kept by another one.
///
/// # Errors
/// [`FilesError`] when the place's root cannot be opened.
pub fn world_with(place: &Place, supervisor: Supervisor) -> Result<World, FilesError> {
    let files = place.open_files()?;
    let processes: Arc<dyn Processes> = Arc::new(HostProcesses::new(Arc::clone(&files)));
    let clock: Arc<dyn Clock> = Arc::new(HostClock::new());
    let supervised = || -> Arc<dyn Services> {
        let state = &place.paths().state;
        Arc::new(Supervised::new(Arc::clone(&files), state, supervisor))
    };
    let services = system::service_manager(place, &files, &processes).unwrap_or_else(supervised);
    Ok(World {
        services,
        users: Arc::new(system::users::HostUsers::new(
            Arc::clone(&processes),
            place.is_relocated(),
        )),
        probes: Arc::new(HostProbes),
        survey: Arc::new(HostSurvey {
            clock: Arc::clone(&clock),
            files: Arc::clone(&files) as Arc<dyn Files>,
            state: place.paths().state.clone(),
        }),
        entropy: Arc::new(HostEntropy),
        clock,
        processes,
        files,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test says what failed by failing")]

    use super::*;
    use sealift_engine::effects::ServiceControl;
    use sealift_plan::inquiry::Inquiry;

    #[test]
    fn a_relocated_world_keeps_its_services_itself() {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::relocated(folder.path()).unwrap();
        let world = world(&place).unwrap();
        assert_eq!(world.services.control(), ServiceControl::Supervised);
        assert_eq!(world.files.root(), place.path());
        let facts = world.survey.facts(&Inquiry::default()).unwrap();
        assert_eq!(
            facts.hostname.as_deref(),
            Some(world.clock.actor().host.as_str())
        );
        let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
        assert!(left.is_empty(), "looking changes nothing: {left:?}");
    }
}
