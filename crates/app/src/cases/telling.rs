//! Telling how far work has come that keeps no journal of its own.

use std::sync::Arc;

use sealift_engine::effects::Clock;
use sealift_engine::events::{
    EventStream, Lifecycle, Meter, OperationKind, Outcome, Problem, ReleaseName, Share,
};

/// An operation's events from its beginning to its end.
pub struct Telling {
    events: EventStream,
    clock: Arc<dyn Clock>,
    meter: Meter,
}

impl Telling {
    /// Tells that an operation of so many steps begins, on a release if it is on one. What the steps weigh may be known
    /// only later: until [`Self::weigh`] there is no progress to tell.
    #[must_use]
    pub fn begin(
        clock: Arc<dyn Clock>,
        mut events: EventStream,
        kind: OperationKind,
        release: Option<ReleaseName>,
        steps: usize,
    ) -> Self {
        let started = Lifecycle::OperationStarted {
            kind,
            release,
            steps: u32::try_from(steps).unwrap_or(u32::MAX),
        };
        events.tell(started, clock.now().utc);
        Self {
            events,
            clock,
            meter: Meter::new(Vec::new(), false),
        }
    }

    /// Says what each step weighs, numbered from 1, and takes the first in hand.
    pub fn weigh(&mut self, steps: impl IntoIterator<Item = Share>) {
        self.meter = Meter::new((1..).zip(steps).collect(), false);
        self.meter.begin(self.clock.elapsed());
    }

    /// Tells a turn of the step in hand.
    pub fn tell(&mut self, turn: Lifecycle) {
        self.events.tell(turn, self.clock.now().utc);
    }

    /// Counts bytes and files of the step in hand.
    pub fn count(&mut self, bytes: u64, files: u64) {
        self.meter.count(bytes, files);
        self.advanced();
    }

    /// So many bytes of the step in hand are done in all.
    pub fn reach(&mut self, bytes: u64) {
        self.meter.reach(bytes);
        self.advanced();
    }

    fn advanced(&mut self) {
        if let Some(progress) = self.meter.tell(self.clock.elapsed()) {
            self.events.progress(progress, self.clock.now().utc);
        }
    }

    /// Goes on to the next step.
    pub fn next(&mut self) {
        self.meter.end();
        self.meter.begin(self.clock.elapsed());
        if let Some(progress) = self.meter.tell_between() {
            self.events.progress(progress, self.clock.now().utc);
        }
    }

    /// Tells how it ended.
    pub fn end(mut self, outcome: Outcome, problem: Option<Problem>) {
        self.tell(Lifecycle::OperationFinished {
            outcome,
            problem,
            left: Vec::new(),
        });
    }
}
