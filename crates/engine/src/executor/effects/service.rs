//! Programs that keep running.

use std::time::Duration;

use sealift_plan::current::InstalledService;
use sealift_plan::plan::{PlannedCheck, ServiceDefinition, UnitName};

use super::invocation::{self, KeptUnit};
use super::{Act, Change, Performed, Prepared, Reversal, Step, check, private};
use crate::effects::{ServiceState, Services};
use crate::events::{Problem, StepOutput};
use crate::executor::StepError;
use crate::executor::scene::{Scene, Workplace};
use crate::journal::Undo;
use crate::journal::undo::{ServiceChange, ServiceUndo};

/// Bytes of a failing service's own words that are kept.
const OUTPUT_BYTES: usize = 16 << 10;
/// How long a service that is started again has to come up.
const COMING_UP: Duration = Duration::from_secs(5);
/// Time between two looks.
const LOOK: Duration = Duration::from_millis(100);

pub(super) struct Stop<'a> {
    pub(super) unit: &'a UnitName,
}

impl Act for Stop<'_> {
    fn prepare<'a>(&'a self, scene: &'a Scene<'a>, _: &'a Step) -> Result<Prepared<'a>, StepError> {
        let undo = undo_of(scene, self.unit, ServiceChange::Stop)?;
        Ok(Prepared::new(Undo::Service(undo), move || {
            scene.world().services.stop(self.unit.as_str())?;
            Ok(Performed::default())
        }))
    }
}

pub(super) struct Place<'a> {
    pub(super) service: &'a ServiceDefinition,
}

impl Act for Place<'_> {
    fn prepare<'a>(
        &'a self,
        scene: &'a Scene<'a>,
        step: &'a Step,
    ) -> Result<Prepared<'a>, StepError> {
        let mut undo = undo_of(scene, &self.service.unit, ServiceChange::Place)?;
        keep_definition(scene, step, &mut undo)?;
        let component = step.component.clone();
        let component = component.ok_or(StepError::Misfit("a service belongs to no component"))?;
        Ok(Prepared::new(Undo::Service(undo), move || {
            let unit = invocation::unit(scene, self.service)?;
            scene.world().services.place(&unit)?;
            let definition = self.service.clone();
            Ok(Performed::change(Change::ServicePlaced(Box::new(
                InstalledService {
                    component,
                    definition,
                },
            ))))
        }))
    }
}

pub(super) struct Remove<'a> {
    pub(super) unit: &'a UnitName,
}

impl Act for Remove<'_> {
    fn prepare<'a>(
        &'a self,
        scene: &'a Scene<'a>,
        step: &'a Step,
    ) -> Result<Prepared<'a>, StepError> {
        let mut undo = undo_of(scene, self.unit, ServiceChange::Remove)?;
        keep_definition(scene, step, &mut undo)?;
        Ok(Prepared::new(Undo::Service(undo), move || {
            scene.world().services.remove(self.unit.as_str())?;
            Ok(Performed::change(Change::ServiceRemoved(self.unit.clone())))
        }))
    }
}

pub(super) struct Start<'a> {
    pub(super) unit: &'a UnitName,
    pub(super) ready: Option<&'a PlannedCheck>,
}

impl Act for Start<'_> {
    fn prepare<'a>(&'a self, scene: &'a Scene<'a>, _: &'a Step) -> Result<Prepared<'a>, StepError> {
        let undo = undo_of(scene, self.unit, ServiceChange::Start)?;
        Ok(Prepared::new(Undo::Service(undo), move || {
            self.start(scene)
        }))
    }
}

impl Start<'_> {
    fn start(&self, scene: &Scene<'_>) -> Result<Performed, StepError> {
        let services = scene.world().services.as_ref();
        services.start(self.unit.as_str())?;
        let up = match self.ready {
            Some(ready) => {
                let died = || died(services, self.unit);
                check::wait(scene, ready, &died).map(|output| Performed {
                    output,
                    ..Performed::default()
                })
            }
            None => comes_up(&scene.place, self.unit.as_str()).map(|()| Performed::default()),
        };
        up.map_err(|error| self.with_output(scene, error))
    }

    /// The service's last words say more than that it does not answer.
    fn with_output(&self, scene: &Scene<'_>, error: StepError) -> StepError {
        let services = scene.world().services.as_ref();
        if error == StepError::Cancelled {
            return error;
        }
        let output = services
            .output(self.unit.as_str(), OUTPUT_BYTES)
            .unwrap_or_default();
        let text = scene.scrubber.text(&String::from_utf8_lossy(&output));
        if !text.is_empty() {
            scene.keep_output(StepOutput { text, left_out: 0 });
        }
        error
    }
}

/// Why a service can no longer become ready, if it cannot.
fn died(services: &dyn Services, unit: &UnitName) -> Option<StepError> {
    match services.state(unit.as_str()) {
        Ok(ServiceState::Failed { reason }) => Some(StepError::ServiceDown {
            name: unit.to_string(),
            reason,
        }),
        Ok(ServiceState::Absent) => {
            let reason = "it is not defined".into();
            Some(StepError::ServiceDown {
                name: unit.to_string(),
                reason,
            })
        }
        // One that restarts may stay up the next time, and one that is stopped may not be started yet; time decides.
        _ => None,
    }
}

/// Waits until a started service runs.
fn comes_up(place: &Workplace<'_>, name: &str) -> Result<(), StepError> {
    let clock = &place.world().clock;
    let until = clock.elapsed() + COMING_UP;
    loop {
        let reason = match place.world().services.state(name)? {
            ServiceState::Running { .. } => return Ok(()),
            ServiceState::Failed { reason } => reason,
            ServiceState::Absent => "it is not defined".into(),
            ServiceState::Stopped | ServiceState::Restarting { .. } if clock.elapsed() < until => {
                clock.sleep(LOOK);
                continue;
            }
            ServiceState::Restarting { reason } => reason,
            ServiceState::Stopped => "it does not start".into(),
        };
        return Err(StepError::ServiceDown {
            name: name.into(),
            reason,
        });
    }
}

fn undo_of(
    scene: &Scene<'_>,
    unit: &UnitName,
    change: ServiceChange,
) -> Result<ServiceUndo, StepError> {
    let state = scene.world().services.state(unit.as_str())?;
    Ok(ServiceUndo {
        name: unit.to_string(),
        change,
        ran: state.is_up(),
        definition: None,
    })
}

/// Keeps the definition that is in place; it may hold secrets.
fn keep_definition(
    scene: &Scene<'_>,
    step: &Step,
    undo: &mut ServiceUndo,
) -> Result<(), StepError> {
    if let Some(unit) = scene.world().services.placed(&undo.name)? {
        let kept = private::keep(
            &scene.place,
            step.name.number,
            "unit.json",
            &KeptUnit::new(unit),
        )?;
        undo.definition = Some(kept);
    }
    Ok(())
}

impl Reversal for ServiceUndo {
    fn undo(&self, place: &Workplace<'_>) -> Result<Vec<Problem>, StepError> {
        let services = place.world().services.as_ref();
        match self.change {
            ServiceChange::Stop if self.ran => {
                if !matches!(services.state(&self.name)?, ServiceState::Running { .. }) {
                    services.start(&self.name)?;
                    comes_up(place, &self.name)?;
                }
            }
            ServiceChange::Start if !self.ran => {
                if services.state(&self.name)? != ServiceState::Absent {
                    services.stop(&self.name)?;
                }
            }
            ServiceChange::Stop | ServiceChange::Start => {}
            ServiceChange::Place | ServiceChange::Remove => match &self.definition {
                Some(kept) => {
                    let unit: KeptUnit = private::read(place, kept)?;
                    services.place(&unit.unit()?)?;
                }
                None => services.remove(&self.name)?,
            },
        }
        Ok(vec![])
    }
}
