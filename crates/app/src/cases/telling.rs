//! Telling how far work has come that keeps no journal of its own.

use std::sync::Arc;

use sealift_engine::effects::Clock;
use sealift_engine::events::{
    EventStream, Lifecycle, Meter, OperationKind, Outcome, Share, StepName,
};

use crate::facility::Facility;

/// An operation's events from its beginning to its end.
pub(super) struct Telling {
    events: EventStream,
    clock: Arc<dyn Clock>,
    meter: Meter,
}

impl Telling {
    /// Begins with what is to be done: each step by its number, with what it weighs.
    pub(super) fn begin(
        facility: &Facility,
        mut events: EventStream,
        kind: OperationKind,
        shares: Vec<(u32, Share)>,
    ) -> Self {
        let clock = facility.ground().world.clock.clone();
        let started = Lifecycle::OperationStarted {
            kind,
            release: None,
            steps: u32::try_from(shares.len()).unwrap_or(u32::MAX),
        };
        events.tell(started, clock.now().utc);
        let mut meter = Meter::new(shares, false);
        meter.begin(clock.elapsed());
        Self {
            events,
            clock,
            meter,
        }
    }

    /// Counts bytes and files of the step in hand.
    pub(super) fn count(&mut self, bytes: u64, files: u64) {
        self.meter.count(bytes, files);
        if let Some(progress) = self.meter.tell(self.clock.elapsed()) {
            self.events.progress(progress, self.clock.now().utc);
        }
    }

    /// Names the step in hand.
    pub(super) fn name(&mut self, step: StepName) {
        let started = Lifecycle::StepStarted { step };
        self.events.tell(started, self.clock.now().utc);
    }

    /// Goes on to the next step.
    pub(super) fn next(&mut self) {
        self.meter.end();
        self.meter.begin(self.clock.elapsed());
        if let Some(progress) = self.meter.tell_between() {
            self.events.progress(progress, self.clock.now().utc);
        }
    }

    /// Ends it.
    pub(super) fn end(mut self, outcome: Outcome) {
        let finished = Lifecycle::OperationFinished {
            outcome,
            problem: None,
            left: Vec::new(),
        };
        self.events.tell(finished, self.clock.now().utc);
    }
}
