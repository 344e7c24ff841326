//! What a program writes, told while it runs: whole lines where possible, droppable, bounded.

use std::cell::RefCell;
use std::time::Duration;

use super::Scrubber;
use crate::effects::{Stream, World};
use crate::events::{EventStream, LiveOutput, OutputPart, OutputSource};

/// Least time between two events.
const INTERVAL: Duration = Duration::from_millis(100);
/// How long a line that does not end is waited for.
const PATIENCE: Duration = Duration::from_secs(1);
/// Bytes that one event holds at most; what is written beyond them within one interval is left out.
const MOST: usize = 16 << 10;

/// To whom output is told, and of which step.
#[derive(Clone, Copy)]
pub(crate) struct Broadcast<'a> {
    pub(crate) world: &'a World,
    pub(crate) stream: &'a RefCell<EventStream>,
    pub(crate) step: u32,
    pub(crate) undoing: bool,
}

/// Output on its way to the watchers; secrets are masked already.
pub(super) struct Live<'a> {
    to: Broadcast<'a>,
    /// The line that each stream is in the middle of.
    begun: [Vec<u8>; 2],
    parts: Vec<(Stream, Vec<u8>)>,
    waiting: usize,
    left_out: u64,
    told: Option<Duration>,
}

impl<'a> Live<'a> {
    pub(super) const fn new(to: Broadcast<'a>) -> Self {
        Self {
            to,
            begun: [Vec::new(), Vec::new()],
            parts: Vec::new(),
            waiting: 0,
            left_out: 0,
            told: None,
        }
    }

    pub(super) fn take(&mut self, stream: Stream, bytes: &[u8]) {
        let room = MOST.saturating_sub(self.waiting);
        let taken = bytes.len().min(room);
        self.left_out += (bytes.len() - taken) as u64;
        self.waiting += taken;
        let begun = &mut self.begun[super::place(stream)];
        begun.extend_from_slice(&bytes[..taken]);
        if let Some(end) = begun.iter().rposition(|byte| *byte == b'\n') {
            let rest = begun.split_off(end + 1);
            let lines = std::mem::replace(begun, rest);
            self.push(stream, lines);
        }
    }

    /// Tells what is there unless something was told a moment ago.
    pub(super) fn tell_when_due(&mut self, scrubber: &Scrubber) {
        let now = self.to.world.clock.elapsed();
        let since = self.told.map(|told| now.saturating_sub(told));
        if since.is_some_and(|since| since < INTERVAL) {
            return;
        }
        let is_full = self.waiting >= MOST;
        if is_full || since.is_some_and(|since| since >= PATIENCE) {
            self.break_lines(false);
        }
        if self.parts.is_empty() {
            // The wait for the end of a first line begins when it does.
            if self.waiting > 0 && self.told.is_none() {
                self.told = Some(now);
            }
            return;
        }
        self.tell(scrubber, now);
    }

    /// Tells everything that is left.
    pub(super) fn end(&mut self, scrubber: &Scrubber) {
        self.break_lines(true);
        if !self.parts.is_empty() || self.left_out > 0 {
            self.tell(scrubber, self.to.world.clock.elapsed());
        }
    }

    /// Gives up waiting for the ends of lines; a character that has only begun is waited for still.
    fn break_lines(&mut self, wholly: bool) {
        for stream in [Stream::Out, Stream::Err] {
            let begun = &mut self.begun[super::place(stream)];
            let rest = match std::str::from_utf8(begun) {
                Err(error) if !wholly && error.error_len().is_none() => {
                    begun.split_off(error.valid_up_to())
                }
                _ => Vec::new(),
            };
            let broken = std::mem::replace(begun, rest);
            self.push(stream, broken);
        }
    }

    fn push(&mut self, stream: Stream, bytes: Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        match self.parts.last_mut() {
            Some((last, part)) if *last == stream => part.extend(bytes),
            _ => self.parts.push((stream, bytes)),
        }
    }

    fn tell(&mut self, scrubber: &Scrubber, now: Duration) {
        let part = |(stream, bytes): (Stream, Vec<u8>)| OutputPart {
            from: match stream {
                Stream::Out => OutputSource::Out,
                Stream::Err => OutputSource::Err,
            },
            // Bytes that were no UTF-8 may have parted a secret from itself; look once more.
            text: scrubber.text(&String::from_utf8_lossy(&bytes)),
        };
        let output = LiveOutput {
            step: self.to.step,
            undoing: self.to.undoing,
            parts: self.parts.drain(..).map(part).collect(),
            left_out: std::mem::take(&mut self.left_out),
        };
        self.waiting = self.begun.iter().map(Vec::len).sum();
        self.told = Some(now);
        let at = self.to.world.clock.now().utc;
        self.to.stream.borrow().output(output, at);
    }
}
