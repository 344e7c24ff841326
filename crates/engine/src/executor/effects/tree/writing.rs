//! New files, each proven on the way from the depot to the disk.
//!
//! Large files pass through the calling thread, block by block. Small ones are gathered into batches that a few threads
//! write, because what a small file costs is not its bytes but its name, its inode and its times. Neither is durable when
//! it is written: one barrier after the last of them is.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{Scope, ScopedJoinHandle};

use crossbeam_channel::{Receiver, Sender, bounded};
use sealift_document::{Digest, Hasher, Particulars, Timestamp};
use sealift_package::index::FileRow;

use super::threads::{joined, threads};
use crate::cancel::Cancel;
use crate::depot::DepotError;
use crate::effects::{Files, FilesError, HostPath, Identity, Sink};
use crate::executor::StepError;

/// Bytes written at a time: a wish to stop is heard between two blocks, and the bar moves.
const BLOCK: usize = 1 << 17;
/// A file up to this size is small.
const SMALL: u64 = 1 << 17;
/// A batch is full when it has so many bytes or files: files that stand together in a tree stay with one thread, so that
/// two seldom wait for the same directory.
const BATCH_BYTES: usize = 1 << 20;
const BATCH_FILES: usize = 64;

/// Writes files of one tree.
#[derive(Clone, Copy)]
pub(super) struct Writing<'a> {
    pub(super) files: &'a dyn Files,
    pub(super) incoming: &'a HostPath,
    pub(super) cancel: &'a Cancel,
    /// The time that the files carry.
    pub(super) issued: Option<Timestamp>,
}

/// A file of the index: its place there, and its row.
type Indexed<'a> = (usize, &'a FileRow);

/// A file that was written: its place in the index, and what it is on the disk.
pub(super) type Written = (usize, Identity);

impl Writing<'_> {
    /// Writes a file from its content and proves that it is the one of the index; tells how many bytes have come.
    fn stream(
        &self,
        (index, row): Indexed<'_>,
        content: &mut dyn Read,
        block: &mut [u8],
        told: &mut dyn FnMut(u64),
    ) -> Result<Written, StepError> {
        let at = self.incoming.join(&row.path)?;
        let mut sink = self.files.create(&at, row.mode)?;
        let mut hasher = Hasher::new();
        let mut left = row.bytes.value();
        loop {
            self.cancel.check()?;
            let read = read_some(content, block)?;
            if read == 0 {
                break;
            }
            left = left.checked_sub(read as u64).ok_or_else(|| differs(&at))?;
            hasher.update(&block[..read]);
            write(sink.as_mut(), &at, &block[..read])?;
            told(read as u64);
        }
        if left > 0 || hasher.finish() != row.sha256 {
            return Err(differs(&at));
        }
        Ok((index, sink.finish(self.issued)?))
    }

    /// Writes a file whose content is at hand, once it has proven to be the one of the index.
    fn small(&self, (index, row): Indexed<'_>, content: &[u8]) -> Result<Written, StepError> {
        self.cancel.check()?;
        let at = self.incoming.join(&row.path)?;
        if Digest::of(content) != row.sha256 {
            return Err(differs(&at));
        }
        let mut sink = self.files.create(&at, row.mode)?;
        write(sink.as_mut(), &at, content)?;
        Ok((index, sink.finish(self.issued)?))
    }

    fn batch(&self, batch: &Batch) -> Result<Vec<Written>, StepError> {
        let mut rest = &batch.bytes[..];
        let write = |(index, row, bytes): &(usize, FileRow, usize)| {
            let (content, behind) = rest.split_at(*bytes);
            rest = behind;
            self.small((*index, row), content)
        };
        batch.files.iter().map(write).collect()
    }
}

/// Small files that are written together.
#[derive(Default)]
struct Batch {
    bytes: Vec<u8>,
    /// Each with its place in the index, and how many of the bytes are its own.
    files: Vec<(usize, FileRow, usize)>,
}

/// Takes files in the order in which their content comes.
pub(super) struct Writers<'scope, 'a> {
    writing: Writing<'a>,
    block: Vec<u8>,
    batch: Batch,
    written: Vec<Written>,
    pool: Option<Pool<'scope>>,
}

impl<'scope, 'a: 'scope> Writers<'scope, 'a> {
    /// For so many files; where they are few, no thread is worth its start.
    pub(super) fn start(
        scope: &'scope Scope<'scope, '_>,
        writing: Writing<'a>,
        files: usize,
    ) -> Self {
        Self {
            writing,
            block: vec![0; BLOCK],
            batch: Batch::default(),
            written: Vec::with_capacity(files),
            pool: (files > BATCH_FILES).then(|| Pool::start(scope, writing)),
        }
    }

    /// Takes a file; tells how many of its bytes have come.
    pub(super) fn take(
        &mut self,
        (index, row): Indexed<'_>,
        content: &mut dyn Read,
        told: &mut dyn FnMut(u64),
    ) -> Result<(), StepError> {
        if self.pool.is_none() || row.bytes.value() > SMALL {
            let written = self
                .writing
                .stream((index, row), content, &mut self.block, told)?;
            self.written.push(written);
            return Ok(());
        }
        let bytes = self
            .batch
            .add((index, row), content, self.writing.incoming)?;
        told(bytes as u64);
        if self.batch.is_full() {
            self.send()
        } else {
            Ok(())
        }
    }

    fn send(&mut self) -> Result<(), StepError> {
        let batch = std::mem::take(&mut self.batch);
        let Some(pool) = self.pool.take() else {
            return Ok(());
        };
        if pool.batches.send(batch).is_ok() {
            self.pool = Some(pool);
            return Ok(());
        }
        // Every thread has stopped, and one of them says why.
        pool.finish()?;
        Err(StepError::Misfit("files were left unwritten"))
    }

    /// Waits for all, and tells every file that was written.
    pub(super) fn finish(mut self) -> Result<Vec<Written>, StepError> {
        self.send()?;
        if let Some(pool) = self.pool.take() {
            self.written.extend(pool.finish()?);
        }
        Ok(self.written)
    }
}

impl Batch {
    /// Reads a file's content to its end behind what is there.
    fn add(
        &mut self,
        (index, row): Indexed<'_>,
        content: &mut dyn Read,
        incoming: &HostPath,
    ) -> Result<usize, StepError> {
        let before = self.bytes.len();
        // One byte beyond the size is asked for, so that content that does not end is noticed.
        let mut bounded = content.take(row.bytes.value() + 1);
        let bytes = bounded
            .read_to_end(&mut self.bytes)
            .map_err(|error| unread(&error))?;
        if bytes as u64 != row.bytes.value() {
            self.bytes.truncate(before);
            return Err(differs(&incoming.join(&row.path)?));
        }
        self.files.push((index, row.clone(), bytes));
        Ok(bytes)
    }

    fn is_full(&self) -> bool {
        self.bytes.len() >= BATCH_BYTES || self.files.len() >= BATCH_FILES
    }
}

/// Threads that write batches until there are no more or one of them has failed.
struct Pool<'scope> {
    batches: Sender<Batch>,
    threads: Vec<ScopedJoinHandle<'scope, Result<Vec<Written>, StepError>>>,
}

impl<'scope> Pool<'scope> {
    fn start<'a: 'scope>(scope: &'scope Scope<'scope, '_>, writing: Writing<'a>) -> Self {
        let count = threads();
        let (batches, queue) = bounded(count);
        let has_failed = Arc::new(AtomicBool::new(false));
        let start = |_| {
            let (queue, has_failed) = (queue.clone(), Arc::clone(&has_failed));
            scope.spawn(move || writing.work(&queue, &has_failed))
        };
        let threads = (0..count).map(start).collect();
        Self { batches, threads }
    }

    /// Lets the threads come to their end, and tells the first failure.
    fn finish(self) -> Result<Vec<Written>, StepError> {
        drop(self.batches);
        let ended: Vec<_> = self.threads.into_iter().map(joined).collect();
        let mut written = vec![];
        for part in ended {
            written.extend(part?);
        }
        Ok(written)
    }
}

impl Writing<'_> {
    fn work(
        &self,
        queue: &Receiver<Batch>,
        has_failed: &AtomicBool,
    ) -> Result<Vec<Written>, StepError> {
        let mut written = vec![];
        for batch in queue {
            if has_failed.load(Ordering::Relaxed) {
                break;
            }
            match self.batch(&batch) {
                Ok(part) => written.extend(part),
                Err(error) => {
                    has_failed.store(true, Ordering::Relaxed);
                    return Err(error);
                }
            }
        }
        Ok(written)
    }
}

fn read_some(content: &mut dyn Read, block: &mut [u8]) -> Result<usize, StepError> {
    loop {
        match content.read(block) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            read => return read.map_err(|error| unread(&error)),
        }
    }
}

fn write(sink: &mut dyn Sink, at: &HostPath, bytes: &[u8]) -> Result<(), StepError> {
    let written = sink.write_all(bytes);
    Ok(written.map_err(|error| FilesError::from_io("write", at.as_str(), &error))?)
}

fn differs(at: &HostPath) -> StepError {
    StepError::ContentDiffers {
        path: at.to_string(),
    }
}

/// What a depot said through `std::io`.
fn unread(error: &io::Error) -> StepError {
    let inside = error
        .get_ref()
        .and_then(|inside| inside.downcast_ref::<DepotError>());
    let code = inside.map_or("content-unreadable", DepotError::code);
    StepError::Content {
        code,
        detail: error.to_string(),
        about: Box::new(inside.map_or_else(
            || Particulars::named("content-unreadable").with("reason", error),
            Particulars::of,
        )),
    }
}
