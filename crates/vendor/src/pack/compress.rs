//! Cutting a stream and compressing its chunks on all processors, in order and in bounded memory.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use crossbeam_channel::{Sender, bounded};
use sealift_package::chunking::Chunker;
use sealift_package::encoding::{EncodedChunk, Encoder};
use sealift_package::index::ChunkRow;

use super::PackError;
use super::files::FileStream;
use super::spool::Spool;
use crate::output::OutputError;

/// More threads would only wait for the one that reads and hashes; each holds a chunk or two of up to 8 MiB.
const MOST_THREADS: usize = 8;

type Job = (Vec<u8>, SyncSender<EncodedChunk>);

/// Reads a stream to its end and keeps its chunks; `passed` is told how many bytes came, and says whether to go on.
pub(super) fn store(
    stream: &mut FileStream<'_>,
    spool: &mut Spool,
    folder: &Path,
    mut passed: impl FnMut(u64) -> bool,
) -> Result<Vec<ChunkRow>, PackError> {
    let threads = thread::available_parallelism()
        .map_or(1, usize::from)
        .min(MOST_THREADS);
    thread::scope(|scope| {
        let (jobs, queue) = bounded::<Job>(threads);
        for _ in 0..threads {
            let queue = queue.clone();
            scope.spawn(move || {
                let mut encoder = Encoder::new();
                for (raw, done) in queue {
                    // Nobody waits any more only when the work was given up.
                    let _ = done.send(encoder.chunk(raw));
                }
            });
        }
        drop(queue);
        let mut line = Line {
            jobs,
            waiting: VecDeque::new(),
            most: 2 * threads,
            rows: Vec::new(),
        };
        let mut failure = None;
        for chunk in Chunker::new(&mut *stream) {
            match chunk {
                Ok(raw) if !passed(raw.len() as u64) => return Err(PackError::Cancelled),
                Ok(raw) => line.put(raw, spool, folder)?,
                Err(error) => failure = Some(error),
            }
            if failure.is_some() {
                break;
            }
        }
        match failure {
            Some(error) => Err(stream.failure(error)),
            None => line.finish(spool, folder),
        }
    })
}

/// Chunks in the order of the stream, of which some are still being compressed.
struct Line {
    jobs: Sender<Job>,
    waiting: VecDeque<Receiver<EncodedChunk>>,
    most: usize,
    rows: Vec<ChunkRow>,
}

impl Line {
    fn put(&mut self, raw: Vec<u8>, spool: &mut Spool, folder: &Path) -> Result<(), PackError> {
        if self.waiting.len() >= self.most {
            self.take(spool, folder)?;
        }
        let (done, wait) = sync_channel(1);
        self.jobs
            .send((raw, done))
            .expect("the threads live as long as the line");
        self.waiting.push_back(wait);
        Ok(())
    }

    fn take(&mut self, spool: &mut Spool, folder: &Path) -> Result<(), PackError> {
        if let Some(wait) = self.waiting.pop_front() {
            let chunk = wait.recv().expect("a thread answers every job");
            let row = spool.keep(&chunk).map_err(OutputError::write(folder))?;
            self.rows.push(row);
        }
        Ok(())
    }

    fn finish(mut self, spool: &mut Spool, folder: &Path) -> Result<Vec<ChunkRow>, PackError> {
        while !self.waiting.is_empty() {
            self.take(spool, folder)?;
        }
        Ok(self.rows)
    }
}
