//! The switch between releases: turned in one atomic step, turned back in another.

use super::{Act, Performed, Prepared, Reversal, Step};
use crate::effects::{Files, HostPath};
use crate::events::Problem;
use crate::executor::StepError;
use crate::executor::paths;
use crate::executor::scene::{Scene, Workplace};
use crate::journal::Undo;
use crate::journal::undo::SwitchUndo;

/// Points the switch at a release, or takes it away.
pub(super) struct Turn<'a> {
    pub(super) switch: &'a HostPath,
    pub(super) release: Option<&'a HostPath>,
}

impl Act for Turn<'_> {
    fn prepare<'a>(&'a self, scene: &'a Scene<'a>, _: &'a Step) -> Result<Prepared<'a>, StepError> {
        let files = scene.files();
        let to = self
            .release
            .map(|release| relative(self.switch, release))
            .transpose()?;
        let previous = files.switched_to(self.switch)?;
        let undo = SwitchUndo {
            switch: self.switch.clone(),
            previous,
        };
        Ok(Prepared::new(Undo::Switch(undo), move || {
            turn(files, self.switch, to.as_deref())?;
            Ok(Performed::default())
        }))
    }
}

/// A release's folder as seen from the switch: `releases/1.0.0-3`.
fn relative(switch: &HostPath, release: &HostPath) -> Result<String, StepError> {
    const MISFIT: StepError = StepError::Misfit("a release lies beside its product's folder");
    let prefix = switch.parent().ok_or(MISFIT)?;
    let below = release.as_str().strip_prefix(prefix.as_str());
    let below = below
        .and_then(|rest| rest.strip_prefix('/'))
        .ok_or(MISFIT)?;
    Ok(below.to_owned())
}

/// Turns the switch unless it points there already.
fn turn(files: &dyn Files, switch: &HostPath, to: Option<&str>) -> Result<(), StepError> {
    let now = files.switched_to(switch)?;
    match to {
        _ if now.as_deref() == to => {}
        Some(to) => files.switch(switch, to)?,
        None => {
            files.remove(switch)?;
            paths::settle(files, switch)?;
        }
    }
    Ok(())
}

impl Reversal for SwitchUndo {
    fn undo(&self, place: &Workplace<'_>) -> Result<Vec<Problem>, StepError> {
        match &self.previous {
            // Also where it points there already: turning it again takes away what a turn that was cut short has left.
            Some(previous) => place.files().switch(&self.switch, previous)?,
            None => turn(place.files(), &self.switch, None)?,
        }
        Ok(vec![])
    }
}
