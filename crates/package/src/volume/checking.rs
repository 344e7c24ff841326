//! Checking the chunks of a volume on a few threads while it is being read.
//!
//! Chunk n goes to thread n modulo their number, and what came of it is fetched from there in the same order. So the
//! caller sees the order of the volume, whoever was faster, and no more chunks are in memory than the threads can hold.

use std::collections::VecDeque;
use std::io::Read;
use std::num::NonZero;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, Scope};

use super::chunk::{CheckedChunk, ChunkError, UncheckedChunk};
use super::hint::VolumeHint;
use super::reader::Event;
use super::stream::{StreamError, VolumeStream};
use crate::index::Index;

/// More threads would only hold more chunks in memory: hashing is faster than any medium.
const MOST_THREADS: usize = 4;
/// Chunks that a thread holds: one that it checks, and one that waits.
const EACH_HOLDS: usize = 2;

/// What a volume tells, its chunks being checked.
#[derive(Debug)]
pub enum CheckedEvent {
    /// What the volume says about itself; unsigned, for messages alone.
    Hint(VolumeHint),
    /// The signed index.
    Index(Arc<Index>),
    /// What came of a chunk with so many stored bytes.
    Chunk(u64, Result<CheckedChunk, ChunkError>),
}

impl<R: Read> VolumeStream<R> {
    /// Reads to the volume's end and checks every chunk; `told` gets everything in the volume's order, on the calling
    /// thread, and says whether to go on.
    ///
    /// # Errors
    /// What `told` returns, and [`StreamError`] as an error of its kind when the volume ends early or is not of the one
    /// canonical form. What lies before the place where reading fails is told first.
    pub fn check_all<E: From<StreamError>>(
        &mut self,
        mut told: impl FnMut(CheckedEvent) -> Result<(), E>,
    ) -> Result<(), E> {
        thread::scope(|scope| {
            let mut line = Line::new(scope);
            let ended = loop {
                match self.next_event() {
                    Ok(None) => break Ok(()),
                    Ok(Some(Event::Hint(hint))) => told(CheckedEvent::Hint(hint))?,
                    Ok(Some(Event::Index(index))) => told(CheckedEvent::Index(index))?,
                    Ok(Some(Event::Chunk(chunk))) => {
                        if line.is_full() {
                            line.next().map_or(Ok(()), &mut told)?;
                        }
                        line.put(chunk);
                    }
                    Err(error) => break Err(error),
                }
            };
            line.try_for_each(&mut told)?;
            Ok(ended?)
        })
    }
}

type Outcome = (u64, Result<CheckedChunk, ChunkError>);

/// Chunks in their order, of which some are still being checked.
struct Line {
    threads: Vec<(SyncSender<UncheckedChunk>, Receiver<Outcome>)>,
    /// The thread of each chunk under way.
    waiting: VecDeque<usize>,
    turn: usize,
}

impl Line {
    fn new<'scope>(scope: &'scope Scope<'scope, '_>) -> Self {
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        let start = |_| {
            // Neither end ever waits for room: a thread is given no more than it may hold.
            let (jobs, queue) = sync_channel::<UncheckedChunk>(EACH_HOLDS);
            let (done, outcomes) = sync_channel(EACH_HOLDS);
            scope.spawn(move || {
                for chunk in queue {
                    let size = chunk.size() as u64;
                    if done.send((size, chunk.check())).is_err() {
                        return; // nobody wants to know any more
                    }
                }
            });
            (jobs, outcomes)
        };
        Self {
            threads: (0..cores.clamp(1, MOST_THREADS)).map(start).collect(),
            waiting: VecDeque::new(),
            turn: 0,
        }
    }

    fn is_full(&self) -> bool {
        self.waiting.len() >= EACH_HOLDS * self.threads.len()
    }

    fn put(&mut self, chunk: UncheckedChunk) {
        let (jobs, _) = &self.threads[self.turn];
        jobs.send(chunk)
            .expect("a thread lives until its queue is dropped");
        self.waiting.push_back(self.turn);
        self.turn = (self.turn + 1) % self.threads.len();
    }
}

impl Iterator for Line {
    type Item = CheckedEvent;

    /// Waits for the chunk that is first in the line.
    fn next(&mut self) -> Option<CheckedEvent> {
        let (_, outcomes) = &self.threads[self.waiting.pop_front()?];
        let (size, checked) = outcomes.recv().expect("a thread answers every chunk");
        Some(CheckedEvent::Chunk(size, checked))
    }
}
