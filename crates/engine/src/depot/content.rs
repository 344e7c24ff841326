//! Reading a component's files out of their chunks, decoded ahead on other threads.
//!
//! Chunk n is read, checked and decoded by thread n modulo their number, each of which keeps at most one chunk ready:
//! that keeps the order, bounds the memory, and needs no lock.

use std::collections::{HashMap, VecDeque};
use std::io::{self, Read};
use std::num::NonZero;
use std::sync::Arc;
use std::thread::JoinHandle;

use crossbeam_channel::{Receiver, Sender, bounded};
use sealift_document::{Digest, Hasher};
use sealift_package::encoding::Decoder;
use sealift_package::index::{FileRow, Tree};
use sealift_package::manifest::ComponentId;

use super::place::read_whole;
use super::{Depot, DepotError, Missing, Verified, missing};
use crate::cancel::Cancel;
use crate::effects::{FileFault, Files, FilesError, HostPath};
use crate::state::ChunkForm;

const MOST_WORKERS: usize = 4;

/// A component's files, in the order of their paths.
pub struct ComponentContent {
    /// Files that are wanted, each with where it begins in the stream.
    files: VecDeque<FileRow>,
    chunks: Decoded,
    /// The content of the chunk at hand, and where it begins in the stream.
    chunk: Vec<u8>,
    chunk_at: u64,
    cancel: Cancel,
}

/// One file's content. It is to be read to its end, where its digest is checked.
pub struct FileContent<'a> {
    /// What the index says of it.
    pub row: FileRow,
    content: &'a mut ComponentContent,
    at: u64,
    hasher: Option<Hasher>,
}

impl Depot {
    /// Opens the files of a component that are wanted; only the chunks that they need are read.
    ///
    /// # Errors
    /// [`DepotError::Incomplete`] when any of those chunks is missing, and [`DepotError::UnknownComponent`].
    pub fn open_component(
        &self,
        release: &Verified,
        component: &ComponentId,
        wanted: impl Fn(&FileRow) -> bool,
        cancel: &Cancel,
    ) -> Result<ComponentContent, DepotError> {
        let tree = release
            .index()
            .tree(component)
            .ok_or_else(|| DepotError::UnknownComponent {
                component: component.clone(),
            })?;
        self.open_tree(release, tree, wanted, cancel)
    }

    /// The bytes of a document that travels with the release, such as its changelog.
    ///
    /// # Errors
    /// [`DepotError::UnknownDocument`], and as for [`Depot::open_component`].
    pub fn document(&self, release: &Verified, id: &str) -> Result<Vec<u8>, DepotError> {
        self.unless_removed(release.digest(), self.read_document_of(release, id))
    }

    fn read_document_of(&self, release: &Verified, id: &str) -> Result<Vec<u8>, DepotError> {
        let tree = release.index().documents();
        let wanted = |row: &FileRow| row.path.as_str() == id;
        let mut content = self.open_tree(release, tree, wanted, &Cancel::new())?;
        let unknown = || DepotError::UnknownDocument { id: id.into() };
        let mut file = content.next_file().ok_or_else(unknown)?;
        let mut bytes = vec![];
        file.read_to_end(&mut bytes).map_err(into_depot_error)?;
        Ok(bytes)
    }

    fn open_tree(
        &self,
        release: &Verified,
        tree: &Tree,
        wanted: impl Fn(&FileRow) -> bool,
        cancel: &Cancel,
    ) -> Result<ComponentContent, DepotError> {
        let mut files = VecDeque::with_capacity(tree.files.len());
        files.extend(tree.files.iter().filter(|row| wanted(row)).cloned());
        let jobs = self.jobs(release, tree, &files)?;
        let chunks = Decoded::start(&self.files, jobs);
        let (chunk, cancel) = (vec![], cancel.clone());
        Ok(ComponentContent {
            files,
            chunks,
            chunk,
            chunk_at: 0,
            cancel,
        })
    }

    /// The chunks that the wanted files lie in, each with where it begins and how it is stored here.
    fn jobs(
        &self,
        release: &Verified,
        tree: &Tree,
        wanted: &VecDeque<FileRow>,
    ) -> Result<Vec<Job>, DepotError> {
        let held = self
            .database
            .read(|view| view.held_forms(release.product()))?;
        let mut files = wanted.iter().filter(|row| row.bytes.value() > 0).peekable();
        let (mut jobs, mut lacking, mut at) = (vec![], vec![], 0);
        for row in &tree.chunks {
            let end = at + row.raw_bytes.value();
            while files
                .next_if(|file| file.offset.value() + file.bytes.value() <= at)
                .is_some()
            {}
            if files.peek().is_some_and(|file| file.offset.value() < end) {
                match form(&held, &row.raw_sha256, &row.stored_sha256) {
                    Some(form) => jobs.push(Job {
                        at,
                        raw_bytes: row.raw_bytes.value(),
                        path: self.place.chunk(&form.stored)?,
                        form,
                    }),
                    None => lacking.extend(release.index().chunk_stored_as(&row.stored_sha256)),
                }
            }
            at = end;
        }
        if lacking.is_empty() {
            return Ok(jobs);
        }
        Err(self.incomplete(release, lacking.into_iter().map(|(ordinal, _)| ordinal)))
    }

    pub(super) fn incomplete(
        &self,
        release: &Verified,
        ordinals: impl IntoIterator<Item = u32>,
    ) -> DepotError {
        let (product, version, index) = (release.product(), release.version(), release.index());
        let found = self.database.read(|view| {
            missing::missing(view, product, version, release.digest(), index, ordinals)
        });
        match found {
            Ok(missing) => DepotError::Incomplete(Box::new(missing.unwrap_or_else(|| Missing {
                product: product.clone(),
                version: version.clone(),
                chunks: 0,
                bytes: 0,
                ordinals: Default::default(),
                from: vec![],
            }))),
            Err(error) => error.into(),
        }
    }
}

/// How a chunk is stored here: as its own index says where that is at hand.
pub(super) fn form(
    held: &HashMap<Digest, Vec<ChunkForm>>,
    raw: &Digest,
    stored: &Digest,
) -> Option<ChunkForm> {
    let forms = held.get(raw)?;
    let own = forms.iter().find(|form| form.stored == *stored);
    own.or_else(|| forms.first()).copied()
}

impl ComponentContent {
    /// The next file that is wanted. What was left unread of the one before is passed over.
    pub fn next_file(&mut self) -> Option<FileContent<'_>> {
        let row = self.files.pop_front()?;
        Some(FileContent {
            row,
            content: self,
            at: 0,
            hasher: Some(Hasher::new()),
        })
    }

    /// The same for a reader who proves the file's digest by himself, so that no byte of it is hashed twice.
    pub(crate) fn next_unproven_file(&mut self) -> Option<FileContent<'_>> {
        let file = self.next_file()?;
        Some(FileContent {
            hasher: None,
            ..file
        })
    }

    /// Bytes of the stream from this place on, as far as the chunk at hand goes.
    fn at(&mut self, place: u64) -> Result<&[u8], DepotError> {
        while place >= self.chunk_at + self.chunk.len() as u64 {
            self.cancel.check()?;
            (self.chunk_at, self.chunk) = self.chunks.next()?;
        }
        let from = usize::try_from(place - self.chunk_at).expect("within a chunk");
        Ok(&self.chunk[from..])
    }
}

impl Read for FileContent<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.row.bytes.value() - self.at;
        if left == 0 {
            return self.check().map(|()| 0);
        }
        let place = self.row.offset.value() + self.at;
        let found = self.content.at(place).map_err(io::Error::other)?;
        let most = usize::try_from(left).unwrap_or(usize::MAX);
        let bytes = buffer.len().min(found.len()).min(most);
        buffer[..bytes].copy_from_slice(&found[..bytes]);
        if let Some(hasher) = &mut self.hasher {
            hasher.update(&buffer[..bytes]);
        }
        self.at += bytes as u64;
        Ok(bytes)
    }
}

impl FileContent<'_> {
    /// At the end, and once: is it the file that was signed?
    fn check(&mut self) -> io::Result<()> {
        let Some(hasher) = self.hasher.take() else {
            return Ok(());
        };
        if hasher.finish() == self.row.sha256 {
            return Ok(());
        }
        let path = self.row.path.to_string();
        Err(io::Error::other(DepotError::DamagedFile { path }))
    }
}

/// The depot's own error out of what `std::io` made of it.
pub(super) fn into_depot_error(error: io::Error) -> DepotError {
    let text = error.to_string();
    match error
        .into_inner()
        .map(|inner| inner.downcast::<DepotError>())
    {
        Some(Ok(inside)) => *inside,
        _ => DepotError::Files(FilesError {
            doing: "read",
            at: "the depot".into(),
            fault: FileFault::Other(text),
        }),
    }
}

/// A chunk to be decoded.
#[derive(Clone)]
struct Job {
    /// Where its content begins in the stream.
    at: u64,
    raw_bytes: u64,
    form: ChunkForm,
    path: HostPath,
}

type Ready = Result<(u64, Vec<u8>), DepotError>;

/// Threads that decode ahead, and whose turn it is.
struct Decoded {
    queues: Vec<Receiver<Ready>>,
    turn: usize,
    threads: Vec<JoinHandle<()>>,
}

impl Decoded {
    fn start(files: &Arc<dyn Files>, jobs: Vec<Job>) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
        let workers = cores.clamp(1, MOST_WORKERS).min(jobs.len());
        let jobs = Arc::new(jobs);
        let (mut queues, mut threads) = (vec![], vec![]);
        for worker in 0..workers {
            let (sender, queue) = bounded(1);
            let (files, jobs) = (Arc::clone(files), Arc::clone(&jobs));
            queues.push(queue);
            threads.push(std::thread::spawn(move || {
                let mine = jobs.iter().skip(worker).step_by(workers);
                decode(files.as_ref(), mine, &sender);
            }));
        }
        Self {
            queues,
            turn: 0,
            threads,
        }
    }

    fn next(&mut self) -> Ready {
        let ended = || {
            DepotError::Files(FilesError {
                doing: "read",
                at: "the depot".into(),
                fault: FileFault::Other("the stream has ended".into()),
            })
        };
        let turn = self.turn;
        self.turn = (turn + 1) % self.queues.len().max(1);
        let queue = self.queues.get(turn).ok_or_else(ended)?;
        queue.recv().unwrap_or_else(|_| Err(ended()))
    }
}

impl Drop for Decoded {
    fn drop(&mut self) {
        // Without a receiver the threads' next send fails, and they end.
        self.queues.clear();
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

fn decode<'a>(files: &dyn Files, jobs: impl Iterator<Item = &'a Job>, ready: &Sender<Ready>) {
    let mut decoder = Decoder::new();
    for job in jobs {
        let result = job
            .decode(files, &mut decoder)
            .map(|content| (job.at, content));
        let is_over = result.is_err();
        if ready.send(result).is_err() || is_over {
            return;
        }
    }
}

impl Job {
    fn decode(&self, files: &dyn Files, decoder: &mut Decoder) -> Result<Vec<u8>, DepotError> {
        let stored = read_chunk(files, &self.path, &self.form)?;
        decoder
            .chunk(self.form.encoding, stored, self.raw_bytes)
            .map_err(|_| DepotError::DamagedChunk {
                stored: self.form.stored,
            })
    }
}

/// A chunk's stored bytes, whose digest is checked before anybody decodes them.
pub(super) fn read_chunk(
    files: &dyn Files,
    path: &HostPath,
    form: &ChunkForm,
) -> Result<Vec<u8>, DepotError> {
    let damaged = || DepotError::DamagedChunk {
        stored: form.stored,
    };
    let stored = match read_whole(files, path, form.stored_bytes) {
        Err(error) if error.fault == FileFault::Missing => return Err(damaged()),
        read => read?,
    };
    if stored.len() as u64 == form.stored_bytes && Digest::of(&stored) == form.stored {
        Ok(stored)
    } else {
        Err(damaged())
    }
}
