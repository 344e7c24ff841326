//! Reading the chunks of a volume, and checking them on other threads.

use std::collections::HashSet;
use std::num::NonZero;
use std::sync::{Arc, Mutex, PoisonError};

use crossbeam_channel::{Receiver as Queue, Sender, bounded};
use sealift_document::Digest;
use sealift_package::encoding::{DecodeError, Decoder, Encoding};
use sealift_package::index::{ChunkRow, Index};
use sealift_package::volume::{
    ChunkError, Event, UncheckedChunk, VolumeHint, VolumeSource, VolumeStream,
};
use sealift_trust::Authorised;

use super::quarantine::Quarantine;
use super::{DamagedChunk, Ending, Import, ImportError, ImportProgress, Interruption};
use crate::cancel::Cancel;
use crate::depot::Depot;

/// More threads would only hold more chunks in memory: hashing is faster than any medium.
const MOST_WORKERS: usize = 4;
/// Chunks that wait for a thread.
const WAITING: usize = 2;
/// What is left free on the depot's file system beside the chunks.
const MARGIN: u64 = 16 << 20;

/// A volume as it came: its chunks lie in quarantine, checked.
pub(super) struct Received {
    pub(super) hint: VolumeHint,
    pub(super) index: Arc<Index>,
    /// The bytes of `index.json.zst`.
    pub(super) index_stored: Vec<u8>,
    pub(super) ending: Ending,
    /// Stored digests of chunks in quarantine.
    pub(super) fresh: Vec<Digest>,
    /// Stored digests of sound chunks that lie in the depot already.
    pub(super) had: Vec<Digest>,
    pub(super) damaged: Vec<DamagedChunk>,
}

pub(super) struct Receiver<'a> {
    depot: &'a Depot,
    quarantine: &'a Quarantine,
    release: &'a Authorised,
    cancel: Cancel,
    progress: &'a mut dyn FnMut(ImportProgress),
}

/// What the threads have found.
#[derive(Default)]
struct Findings {
    fresh: Vec<Digest>,
    had: Vec<Digest>,
    damaged: Vec<DamagedChunk>,
    failed: Option<ImportError>,
}

impl<'a> Receiver<'a> {
    pub(super) fn new(
        depot: &'a Depot,
        quarantine: &'a Quarantine,
        import: &'a mut Import<'_>,
        release: &'a Authorised,
    ) -> Self {
        let cancel = import.cancel.clone();
        Self {
            depot,
            quarantine,
            release,
            cancel,
            progress: &mut *import.progress,
        }
    }

    /// Reads the volume to its end, or as far as it goes.
    pub(super) fn receive<S: VolumeSource>(
        mut self,
        mut stream: VolumeStream<S>,
    ) -> Result<Received, ImportError> {
        let (hint, index) = read_head(&mut stream)?;
        let index_stored = stream.index_stored().to_vec();
        let held = self.held()?;
        self.check_room(&hint, &index, &held)?;
        let findings = Mutex::new(Findings::default());
        let ending = std::thread::scope(|scope| {
            let (sender, queue) = bounded(WAITING);
            for _ in 0..workers() {
                let worker = Worker {
                    quarantine: self.quarantine,
                    index: &index,
                    held: &held,
                    findings: &findings,
                };
                let queue = queue.clone();
                scope.spawn(move || worker.work(&queue));
            }
            // The threads hold the other ends: when all of them have stopped, sending fails.
            drop(queue);
            self.read_chunks(stream, &index, &sender)
        });
        let findings = findings
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(error) = findings.failed {
            return Err(error);
        }
        let Findings {
            mut fresh,
            mut had,
            mut damaged,
            ..
        } = findings;
        // Whichever thread was first, what is told and recorded is told in one order.
        fresh.sort_unstable();
        had.sort_unstable();
        damaged.sort_unstable_by_key(|chunk| chunk.at);
        Ok(Received {
            hint,
            index,
            index_stored,
            ending: ending?,
            fresh,
            had,
            damaged,
        })
    }

    /// The stored bytes that the depot has, whoever brought them.
    fn held(&self) -> Result<HashSet<Digest>, ImportError> {
        let held = self.depot.database.read(|view| view.held_chunks())?;
        Ok(held.into_iter().map(|(stored, _)| stored).collect())
    }

    /// Proves that there is room before anything is written; how much a volume brings is told by its own hint.
    fn check_room(
        &self,
        hint: &VolumeHint,
        index: &Index,
        held: &HashSet<Digest>,
    ) -> Result<(), ImportError> {
        let is_here = |ordinal: u32| {
            hint.holdings.is_empty() || hint.volume_with(ordinal) == Some(hint.number)
        };
        let lacking = (0..)
            .zip(index.chunks())
            .filter(|(ordinal, chunk)| is_here(*ordinal) && !held.contains(&chunk.stored_sha256));
        let bytes: u64 = lacking.map(|(_, chunk)| chunk.stored_bytes.value()).sum();
        let needed = bytes.saturating_add(MARGIN);
        let free = self.depot.files.space(self.quarantine.at())?.free;
        if bytes > 0 && needed > free {
            return Err(ImportError::NoSpace { needed, free });
        }
        Ok(())
    }

    fn read_chunks<S: VolumeSource>(
        &mut self,
        mut stream: VolumeStream<S>,
        index: &Index,
        sender: &Sender<UncheckedChunk>,
    ) -> Result<Ending, ImportError> {
        let of_chunks = Some(index.chunks().len() as u64);
        let mut progress = ImportProgress {
            of_chunks,
            ..ImportProgress::default()
        };
        progress.bytes = self.release.manifest_bytes().len() as u64;
        loop {
            self.cancel.check()?;
            match stream.next_event() {
                Ok(Some(Event::Chunk(chunk))) => {
                    progress.bytes += chunk.size() as u64;
                    progress.chunks += 1;
                    if sender.send(chunk).is_err() {
                        // Every thread has stopped, and one of them has said why.
                        let (at, within) = (progress.bytes, "a chunk".into());
                        return Ok(Ending::CutShort(Interruption {
                            at,
                            within,
                            reason: None,
                        }));
                    }
                    (self.progress)(progress);
                }
                Ok(Some(_)) => {}
                Ok(None) => {
                    return Ok(Ending::Whole {
                        bytes: stream.finish()?.bytes,
                    });
                }
                Err(error) => return Interruption::from_stream(error).map(Ending::CutShort),
            }
        }
    }
}

/// Reads up to the index; before it nothing can be kept.
fn read_head<S: VolumeSource>(
    stream: &mut VolumeStream<S>,
) -> Result<(VolumeHint, Arc<Index>), ImportError> {
    let mut hint = None;
    loop {
        match (stream.next_event()?, hint.take()) {
            (Some(Event::Hint(found)), _) => hint = Some(found),
            (Some(Event::Index(index)), Some(hint)) => return Ok((hint, index)),
            _ => unreachable!("a volume tells its hint, then its index, before anything else"),
        }
    }
}

fn workers() -> usize {
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    cores.clamp(1, MOST_WORKERS)
}

/// Checks chunks, one after the other, until there are no more or something has failed.
struct Worker<'a> {
    quarantine: &'a Quarantine,
    index: &'a Index,
    held: &'a HashSet<Digest>,
    findings: &'a Mutex<Findings>,
}

impl Worker<'_> {
    fn work(&self, queue: &Queue<UncheckedChunk>) {
        let mut decoder = Decoder::new();
        for chunk in queue {
            if let Err(error) = self.take(chunk, &mut decoder) {
                self.findings().failed.get_or_insert(error);
            }
            if self.findings().failed.is_some() {
                return;
            }
        }
    }

    fn take(&self, chunk: UncheckedChunk, decoder: &mut Decoder) -> Result<(), ImportError> {
        let checked = match chunk.check() {
            Ok(checked) => checked,
            Err(ChunkError::Damaged {
                digest,
                ordinal,
                at,
            }) => {
                let damaged = DamagedChunk {
                    stored: digest,
                    ordinal,
                    at,
                };
                self.findings().damaged.push(damaged);
                return Ok(());
            }
            Err(ChunkError::Volume(error)) => return Err(error.into()),
        };
        let stored = checked.name();
        let row = self
            .index
            .chunk(checked.ordinal())
            .expect("the walk found it in the index");
        check_content(row, checked.bytes(), decoder)
            .map_err(|source| ImportError::Content { stored, source })?;
        if self.held.contains(&stored) {
            self.findings().had.push(stored);
            return Ok(());
        }
        self.quarantine.write_chunk(&stored, checked.bytes())?;
        self.findings().fresh.push(stored);
        Ok(())
    }

    fn findings(&self) -> std::sync::MutexGuard<'_, Findings> {
        self.findings.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether stored bytes, whose own digest has matched, hold what the signed index says (threat T24).
fn check_content(row: &ChunkRow, stored: &[u8], decoder: &mut Decoder) -> Result<(), DecodeError> {
    if row.encoding == Encoding::Raw {
        // What is stored raw has one digest, and it has been checked.
        return Ok(());
    }
    let raw = decoder.frame(stored, row.raw_bytes.value())?;
    let found = Digest::of(&raw);
    if found == row.raw_sha256 {
        Ok(())
    } else {
        Err(DecodeError::Digest {
            expected: row.raw_sha256,
            found,
        })
    }
}
