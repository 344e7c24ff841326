//! The way from the engine to whoever watches, which never waits for the watcher.

use crossbeam_channel::{Receiver, Sender};
use sealift_document::Timestamp;

use super::{EVENT_VERSION, Event, Happening, Lifecycle, LiveOutput, Progress};
use crate::state::RunId;

/// Events that may wait for a watcher. When they are too many, live output is dropped first and progress next: the last
/// quarter of the places is for lifecycle events alone.
const WAITING: usize = 4096;
/// Places that live output may fill; its events are the only large ones.
const WAITING_OUTPUT: usize = WAITING / 4;
const WAITING_PROGRESS: usize = WAITING / 4 * 3;

/// The watcher's end. Lifecycle events whose numbers are missing can be read from the journal.
#[derive(Debug, Clone)]
pub struct Listener(Receiver<Event>);

impl Listener {
    /// The next event; waits for it, and ends with the operation.
    #[must_use]
    pub fn next(&self) -> Option<Event> {
        self.0.recv().ok()
    }

    /// The events that are waiting, without waiting for more.
    pub fn waiting(&self) -> impl Iterator<Item = Event> + '_ {
        self.0.try_iter()
    }

    /// The channel itself, for select loops.
    #[must_use]
    pub const fn channel(&self) -> &Receiver<Event> {
        &self.0
    }
}

impl Iterator for Listener {
    type Item = Event;
    fn next(&mut self) -> Option<Event> {
        Self::next(self)
    }
}

/// The engine's end for one operation: numbers lifecycle events and sends without ever waiting.
#[derive(Debug)]
pub struct EventStream {
    operation: RunId,
    next: u64,
    to: Option<Sender<Event>>,
}

impl EventStream {
    /// A stream and its listener.
    #[must_use]
    pub fn new(operation: RunId) -> (Self, Listener) {
        let (to, from) = crossbeam_channel::bounded(WAITING);
        (
            Self {
                operation,
                next: 1,
                to: Some(to),
            },
            Listener(from),
        )
    }

    /// A stream that nobody watches; what is persisted is persisted all the same.
    #[must_use]
    pub const fn unwatched(operation: RunId) -> Self {
        Self {
            operation,
            next: 1,
            to: None,
        }
    }

    /// The operation it tells of.
    #[must_use]
    pub const fn operation(&self) -> &RunId {
        &self.operation
    }

    /// Gives a lifecycle event its number. Whoever persists events does so before [`EventStream::send`].
    #[must_use]
    pub fn number(&mut self, what: Lifecycle, at: Timestamp) -> Event {
        let number = self.next;
        self.next += 1;
        self.event(Happening::Lifecycle(what), at, Some(number))
    }

    /// Goes on after this many events, as a run does that was interrupted.
    #[must_use]
    pub fn after(mut self, events: u64) -> Self {
        self.next = events + 1;
        self
    }

    /// Where the numbering stands, for [`EventStream::reset`].
    #[must_use]
    pub const fn mark(&self) -> u64 {
        self.next
    }

    /// Takes back numbers of events that could not be persisted and were not sent.
    pub const fn reset(&mut self, mark: u64) {
        self.next = mark;
    }

    /// Numbers and sends an event of an operation that keeps no journal.
    pub fn tell(&mut self, what: Lifecycle, at: Timestamp) {
        let event = self.number(what, at);
        self.send(event);
    }

    /// Sends a numbered event; one that finds no place is not lost, only late.
    pub fn send(&self, event: Event) {
        if let Some(to) = &self.to {
            // A full or closed channel is the watcher's affair.
            let _ = to.try_send(event);
        }
    }

    /// Sends progress where there is room for it.
    pub fn progress(&self, progress: Progress, at: Timestamp) {
        self.offer(WAITING_PROGRESS, Happening::Progress(progress), at);
    }

    /// Sends what a program writes where there is room for it.
    pub fn output(&self, output: LiveOutput, at: Timestamp) {
        self.offer(WAITING_OUTPUT, Happening::Output(output), at);
    }

    fn offer(&self, places: usize, what: Happening, at: Timestamp) {
        if let Some(to) = self.to.as_ref().filter(|to| to.len() < places) {
            let _ = to.try_send(self.event(what, at, None));
        }
    }

    fn event(&self, what: Happening, at: Timestamp, number: Option<u64>) -> Event {
        Event {
            version: EVENT_VERSION,
            operation: self.operation.clone(),
            at,
            number,
            what,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::{Problem, Work};

    fn moment() -> Timestamp {
        Timestamp::from_unix(0).expect("a moment")
    }

    #[test]
    fn a_watcher_who_does_not_read_stops_nobody_and_misses_progress_first() {
        let (mut stream, listener) =
            EventStream::new("00112233445566778899aabbccddeeff".parse().expect("a run"));
        let progress = Progress {
            overall_ppm: 1,
            undoing: false,
            step: None,
            work: Work::Elapsed {
                seconds: 0,
                at_most: 1,
            },
        };
        for _ in 0..WAITING * 2 {
            stream.progress(progress.clone(), moment());
        }
        for _ in 0..WAITING / 4 {
            let problem = Problem::new("x", "y");
            stream.tell(Lifecycle::Warning { problem }, moment());
        }
        drop(stream);
        let numbers: Vec<u64> = listener.filter_map(|event| event.number).collect();
        assert_eq!(numbers, (1..=(WAITING / 4) as u64).collect::<Vec<_>>());
    }
}
