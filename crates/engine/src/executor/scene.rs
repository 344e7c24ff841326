//! What steps act with: the machine, the run they belong to, and what it was given.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use sealift_document::Timestamp;

use super::effects::Step;
use super::output::{Broadcast, Capture, Scrubber};
use super::paths;
use super::{Ground, Order, StepError};
use crate::cancel::Cancel;
use crate::effects::{Files, HostPath, World};
use crate::events::{EventStream, Meter, StepOutput};
use crate::journal::Territory;
use crate::state::RunId;

/// What undoing a step and cleaning up after it act with; no plan, no release, no answers.
pub(crate) struct Workplace<'a> {
    pub(crate) ground: &'a Ground<'a>,
    pub(crate) run: &'a RunId,
    pub(crate) territory: &'a Territory,
    /// Masks secrets in what programs write.
    pub(crate) scrubber: &'a Scrubber,
    pub(crate) stream: &'a RefCell<EventStream>,
    /// The step in hand, by its place in the plan.
    pub(crate) in_hand: Cell<u32>,
}

impl<'a> Workplace<'a> {
    pub(crate) const fn world(&self) -> &'a World {
        self.ground.world
    }

    pub(crate) fn files(&self) -> &'a dyn Files {
        self.ground.world.files.as_ref()
    }

    /// Takes what the programs of the step in hand write, and tells it while they run.
    pub(crate) fn capture(&self, direction: Direction) -> Capture<'a> {
        let broadcast = Broadcast {
            world: self.ground.world,
            stream: self.stream,
            step: self.in_hand.get(),
            undoing: direction == Direction::Undoing,
        };
        Capture::new(self.scrubber).told(broadcast)
    }

    /// A file of the run that nobody else may read.
    pub(crate) fn private(&self, step: u32, what: &str) -> Result<HostPath, StepError> {
        paths::within(&self.ground.run_folder(self.run), &format!("{step}-{what}"))
    }
}

/// Which way a run goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Doing,
    Undoing,
}

/// What doing a step acts with.
pub(crate) struct Scene<'a> {
    pub(crate) place: Workplace<'a>,
    pub(crate) order: &'a Order<'a>,
    pub(crate) cancel: &'a Cancel,
    pub(crate) teller: &'a Teller<'a>,
    /// When the step in hand began, by the clock that never falls.
    pub(crate) begun: Cell<Duration>,
    /// What the program of a failing step wrote.
    pub(crate) last_words: RefCell<Option<StepOutput>>,
}

impl<'a> std::ops::Deref for Scene<'a> {
    type Target = Workplace<'a>;
    fn deref(&self) -> &Workplace<'a> {
        &self.place
    }
}

impl Scene<'_> {
    /// A hidden name of the run's own beside a path.
    pub(crate) fn beside(
        &self,
        path: &HostPath,
        step: &Step,
        what: &str,
    ) -> Result<HostPath, StepError> {
        paths::beside(path, self.run, step.name.number, what)
    }

    /// How long the step in hand has taken so far.
    pub(crate) fn taken(&self) -> Duration {
        let now = self.world().clock.elapsed();
        now.saturating_sub(self.begun.get())
    }

    /// Keeps what a step's program wrote though the step fails.
    pub(crate) fn keep_output(&self, output: StepOutput) {
        *self.last_words.borrow_mut() = Some(output);
    }

    /// The time that installed files carry.
    pub(crate) fn issued(&self) -> Option<Timestamp> {
        self.order.plan.to.as_ref().map(|release| release.issued)
    }
}

/// Tells how far a run has come.
pub(crate) struct Teller<'a> {
    world: &'a World,
    meter: RefCell<Meter>,
    stream: &'a RefCell<EventStream>,
}

impl<'a> Teller<'a> {
    pub(crate) const fn new(
        world: &'a World,
        meter: Meter,
        stream: &'a RefCell<EventStream>,
    ) -> Self {
        Self {
            world,
            meter: RefCell::new(meter),
            stream,
        }
    }

    /// Begins the step in hand, and tells how much is over: most steps are too short to tell anything themselves.
    pub(crate) fn begin(&self) {
        let mut meter = self.meter.borrow_mut();
        meter.begin(self.world.clock.elapsed());
        if let Some(progress) = meter.tell_between() {
            let now = self.world.clock.now().utc;
            self.stream.borrow().progress(progress, now);
        }
    }

    pub(crate) fn end(&self) {
        self.meter.borrow_mut().end();
    }

    /// Counts what a step has done, and tells it when the time has come.
    pub(crate) fn count(&self, bytes: u64, files: u64) {
        self.meter.borrow_mut().count(bytes, files);
        self.tick();
    }

    /// Tells how far it is when the time has come.
    pub(crate) fn tick(&self) {
        let told = self.meter.borrow_mut().tell(self.world.clock.elapsed());
        if let Some(progress) = told {
            self.stream
                .borrow()
                .progress(progress, self.world.clock.now().utc);
        }
    }
}
