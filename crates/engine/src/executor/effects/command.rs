//! Programs that run once.

use std::time::Duration;

use sealift_document::Count;
use sealift_plan::plan::PlannedInvocation;

use super::invocation::{self, KeptProgram};
use super::{Act, Performed, Prepared, Reversal, Step, private};
use crate::cancel::Cancel;
use crate::effects::{HostPath, Sandbox};
use crate::events::Problem;
use crate::executor::StepError;
use crate::executor::scene::{Direction, Scene, Workplace};
use crate::journal::Undo;
use crate::journal::undo::CommandUndo;

pub(super) struct Run<'a> {
    pub(super) invocation: &'a PlannedInvocation,
    pub(super) undo: Option<&'a PlannedInvocation>,
    pub(super) timeout: Count,
    pub(super) writes: &'a [HostPath],
}

impl Act for Run<'_> {
    fn prepare<'a>(
        &'a self,
        scene: &'a Scene<'a>,
        step: &'a Step,
    ) -> Result<Prepared<'a>, StepError> {
        let program = self.program(scene, self.invocation)?;
        let mut kept = None;
        if let Some(undo) = self.undo {
            let undo = KeptProgram::new(self.program(scene, undo)?);
            kept = Some(private::keep(
                &scene.place,
                step.name.number,
                "undo.json",
                &undo,
            )?);
        }
        let undo = CommandUndo {
            program: kept,
            timeout_seconds: self.timeout,
        };
        Ok(Prepared::new(Undo::Command(undo), move || {
            let mut capture = scene.capture(Direction::Doing);
            let ran = invocation::run(&scene.place, &program, &mut capture, scene.cancel);
            let output = capture.finish();
            match ran {
                Ok(()) => Ok(Performed {
                    output,
                    ..Performed::default()
                }),
                Err(error) => {
                    output
                        .into_iter()
                        .for_each(|output| scene.keep_output(output));
                    Err(error)
                }
            }
        }))
    }
}

impl Run<'_> {
    fn program(
        &self,
        scene: &Scene<'_>,
        invocation: &PlannedInvocation,
    ) -> Result<crate::effects::Program, StepError> {
        let timeout = Duration::from_secs(self.timeout.value());
        let sandbox = Sandbox {
            writes: self.writes.to_vec(),
            required: scene.order.needs_confinement,
        };
        invocation::program(scene, invocation, timeout, Some(sandbox))
    }
}

impl Reversal for CommandUndo {
    fn undo(&self, place: &Workplace<'_>) -> Result<Vec<Problem>, StepError> {
        let Some(kept) = &self.program else {
            return Ok(vec![]);
        };
        let program: KeptProgram = private::read(place, kept)?;
        let mut capture = place.capture(Direction::Undoing);
        invocation::run(
            place,
            &program.program(place)?,
            &mut capture,
            &Cancel::new(),
        )?;
        Ok(vec![])
    }
}
