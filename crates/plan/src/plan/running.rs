//! The vendor's own steps: files, links, programs, services and checks, phase by phase.

use sealift_package::manifest::{Action, Phase};

use super::document::PlannedPhase;
use super::draft::Origin;
use super::effect::{Effect, ServiceDefinition, UnitName};
use super::forward::Forward;
use super::programs::At;
use super::refusal::PlanRefusal;
use crate::template::ProgramPlace;

impl<'a> Forward<'a> {
    /// The vendor's steps of one phase, component by component, in their order.
    pub(super) fn run_steps(&mut self, phase: Phase) -> Result<(), PlanRefusal> {
        for &component in &self.selection.chosen {
            for step in &component.steps {
                // A service needs the switch, whatever phase its vendor names.
                let is_service = matches!(step.action, Action::Service(_));
                let own = if is_service {
                    Phase::Finish
                } else {
                    step.phase()
                };
                if own == phase {
                    self.run_step(At { component, step }, phase)?;
                }
            }
        }
        Ok(())
    }

    fn run_step(&mut self, at: At<'a>, phase: Phase) -> Result<(), PlanRefusal> {
        let (planned, place) = match phase {
            Phase::Prepare => (PlannedPhase::Prepare, ProgramPlace::Release),
            Phase::Finish => (PlannedPhase::Finish, ProgramPlace::Switch),
        };
        let effect = match &at.step.action {
            Action::Directory(_) | Action::User(_) => return Ok(()),
            Action::ConfigFile(file) => self.render_file(at, file)?,
            Action::Symlink(link) => match self.place_link(at, link)? {
                Some(effect) => effect,
                None => return Ok(()),
            },
            Action::Command(command) => {
                let undo = command.undo.as_ref();
                let resolve = |path| self.inputs.layout.resolve(path);
                Effect::RunCommand {
                    invocation: self.programs.invocation(at, &command.invocation, place)?,
                    undo: undo
                        .map(|undo| self.programs.invocation(at, undo, place))
                        .transpose()?,
                    timeout_seconds: command.timeout_seconds,
                    writes: command
                        .writes
                        .iter()
                        .map(resolve)
                        .collect::<Result<_, _>>()?,
                }
            }
            Action::Check(check) => Effect::Check(self.programs.check(at, check, place)?),
            Action::Service(service) => {
                let unit = UnitName::of(&self.release.manifest.product, &service.name);
                let after = self.started_before(at, &unit);
                let service = self.programs.service(at, unit, service, after)?;
                return self.serve(at, planned, service);
            }
        };
        let origin = Origin::of(&at.component.id, at.step);
        self.draft.add(planned, origin, effect);
        Ok(())
    }

    /// Places a service, unless it is in place as it should be, and starts it.
    fn serve(
        &mut self,
        at: At<'_>,
        phase: PlannedPhase,
        service: ServiceDefinition,
    ) -> Result<(), PlanRefusal> {
        let installed = self.inputs.current.services.iter();
        let previous = installed
            .map(|installed| &installed.definition)
            .find(|definition| definition.unit == service.unit);
        let (unit, ready) = (service.unit.clone(), service.ready.clone().map(Box::new));
        if previous != Some(&service) {
            let effect = Effect::PlaceService {
                service: Box::new(service),
                previous: previous.cloned().map(Box::new),
            };
            let origin = Origin::secondary(&at.component.id, at.step);
            self.draft.add(phase, origin, effect);
        }
        let origin = Origin::of(&at.component.id, at.step);
        self.draft
            .add(phase, origin, Effect::StartService { unit, ready });
        Ok(())
    }

    /// Units of the components that this one depends on, and those that stand before it in its own.
    fn started_before(&self, at: At<'_>, own: &UnitName) -> Vec<UnitName> {
        let mut needed = vec![&at.component.id];
        let mut next = 0;
        while let Some(id) = needed.get(next).copied() {
            let depends = self.release.manifest.component(id).map(|c| &c.depends);
            for outer in depends.into_iter().flatten() {
                if !needed.contains(&outer) {
                    needed.push(outer);
                }
            }
            next += 1;
        }
        let product = &self.release.manifest.product;
        let chosen = self.selection.chosen.iter();
        chosen
            .filter(|component| needed.contains(&&component.id))
            .flat_map(|component| &component.steps)
            .filter_map(|step| match &step.action {
                Action::Service(service) => Some(UnitName::of(product, &service.name)),
                _ => None,
            })
            .take_while(|unit| unit != own)
            .collect()
    }
}
