//! Checking the chunks of a volume on a few threads while it is being read.
//!
//! Whichever thread is free takes the next chunk, the reading one too when it would have to wait; what came of it is fetched
//! in the volume's order. So the caller sees that order, whoever was faster, and no more chunks are in memory than the line
//! may hold.

use std::collections::VecDeque;
use std::num::NonZero;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, Scope};

use crossbeam_channel::{Sender, unbounded};

use super::chunk::{CheckedChunk, ChunkError, UncheckedChunk};
use super::hint::VolumeHint;
use super::reader::Event;
use super::source::VolumeSource;
use super::stream::{StreamError, VolumeStream};
use crate::index::Index;

/// More threads would only hold more chunks in memory: hashing is faster than any medium.
const MOST_THREADS: usize = 4;
/// Chunks in the line for each thread: one that it checks, and one that waits.
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

impl<S: VolumeSource> VolumeStream<S> {
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
            let cores = thread::available_parallelism().map_or(1, NonZero::get);
            let mut line = Line::new(scope, cores.clamp(1, MOST_THREADS));
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

/// A chunk, and whoever waits to know what came of it.
type Job = (UncheckedChunk, SyncSender<Outcome>);

/// Chunks in their order, of which some are still being checked.
struct Line {
    jobs: Sender<Job>,
    /// What no thread has taken yet.
    queue: crossbeam_channel::Receiver<Job>,
    waiting: VecDeque<Receiver<Outcome>>,
    most: usize,
}

impl Line {
    /// A line for so many threads, of which the caller's is one.
    fn new<'scope>(scope: &'scope Scope<'scope, '_>, threads: usize) -> Self {
        // What bounds it is how many may wait.
        let (jobs, queue) = unbounded::<Job>();
        for _ in 1..threads {
            let queue = queue.clone();
            scope.spawn(move || queue.into_iter().for_each(check));
        }
        Self {
            jobs,
            queue,
            waiting: VecDeque::new(),
            most: EACH_HOLDS * threads,
        }
    }

    fn is_full(&self) -> bool {
        self.waiting.len() >= self.most
    }

    fn put(&mut self, chunk: UncheckedChunk) {
        let (done, wait) = sync_channel(1);
        self.jobs
            .send((chunk, done))
            .expect("the threads live as long as the line");
        self.waiting.push_back(wait);
    }
}

impl Iterator for Line {
    type Item = CheckedEvent;

    /// The chunk that is first in the line; while it is not checked, this thread checks what nobody has taken.
    fn next(&mut self) -> Option<CheckedEvent> {
        let wait = self.waiting.pop_front()?;
        let (size, checked) = loop {
            if let Ok(outcome) = wait.try_recv() {
                break outcome;
            }
            match self.queue.try_recv() {
                Ok(job) => check(job),
                Err(_) => break wait.recv().expect("a thread answers every chunk"),
            }
        };
        Some(CheckedEvent::Chunk(size, checked))
    }
}

fn check((chunk, done): Job) {
    let size = chunk.size() as u64;
    // Nobody wants to know any more only when reading was given up.
    let _ = done.send((size, chunk.check()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::volume::room::Rooms;
    use sealift_document::Digest;

    fn chunk(ordinal: u32) -> UncheckedChunk {
        UncheckedChunk {
            name: Digest::of(b""),
            ordinal,
            bytes: Rooms::default().take(0),
            crc: 0,
            at: 0,
        }
    }

    #[test]
    fn chunks_come_back_in_their_order_and_no_more_wait_than_may() {
        thread::scope(|scope| {
            let mut line = Line::new(scope, 3);
            for ordinal in 0..6 {
                assert!(!line.is_full(), "{ordinal}");
                line.put(chunk(ordinal));
            }
            assert!(line.is_full());
            let order = line.by_ref().map(|event| match event {
                CheckedEvent::Chunk(_, Ok(chunk)) => chunk.ordinal(),
                other => panic!("{other:?}"),
            });
            assert_eq!(order.collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5]);
            assert!(!line.is_full());
        });
    }

    #[test]
    fn who_waits_checks_what_nobody_has_taken() {
        thread::scope(|scope| {
            let mut line = Line::new(scope, 1);
            line.put(chunk(0));
            line.put(UncheckedChunk { crc: 1, ..chunk(1) });
            assert!(line.is_full());
            let told = line.map(|event| match event {
                CheckedEvent::Chunk(_, checked) => checked.map(|chunk| chunk.ordinal()),
                other => panic!("{other:?}"),
            });
            let told: Vec<_> = told.collect();
            assert_eq!(told.len(), 2);
            assert!(matches!(told[..], [Ok(0), Err(_)]), "{told:?}");
        });
    }

    #[test]
    fn a_chunk_keeps_its_number_and_a_damaged_one_says_its_code() {
        assert_eq!(chunk(7).ordinal(), 7);
        assert_eq!(chunk(7).check().expect("sound").ordinal(), 7);
        let damaged = UncheckedChunk {
            name: Digest::of(b"else"),
            ..chunk(7)
        };
        assert_eq!(
            damaged.check().expect_err("damaged").code(),
            "chunk-damaged"
        );
        let mislabelled = UncheckedChunk { crc: 1, ..chunk(7) };
        let refused = mislabelled.check().expect_err("another CRC");
        assert_eq!(refused.code(), "volume-chunk-crc");
    }
}
