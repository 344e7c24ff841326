//! A drive that fails as it is told to: a file system of our own (FUSE) with one package on it.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, UNIX_EPOCH};

use fuser::{
    BackgroundSession, Config, Errno, FileAttr, FileHandle, FileType, Filesystem, FopenFlags,
    Generation, INodeNo, LockOwner, OpenFlags, ReplyAttr, ReplyData, ReplyDirectory, ReplyEntry,
    ReplyOpen, Request,
};

/// What is wrong with the drive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing.
    None,
    /// This byte cannot be read.
    Unreadable(u64),
    /// Whoever reads this byte waits until the fault is taken away.
    Silent(u64),
    /// The drive is pulled out before this byte.
    Gone(u64),
    /// The file ends here, whatever its size says.
    Ends(u64),
    /// What is read a second time is something else.
    Changes,
    /// No read gives more than so many bytes.
    Short(usize),
}

/// A mounted drive, gone when dropped.
pub struct BadStick {
    folder: tempfile::TempDir,
    state: Arc<Mutex<State>>,
    session: Option<BackgroundSession>,
}

struct State {
    package: Vec<u8>,
    fault: Fault,
    is_gone: bool,
    seen: HashSet<u64>,
    waiting: Vec<ReplyData>,
}

impl BadStick {
    /// A good drive with this package on it.
    #[must_use]
    pub fn with(package: Vec<u8>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let state = Arc::new(Mutex::new(State {
            package,
            fault: Fault::None,
            is_gone: false,
            seen: HashSet::new(),
            waiting: Vec::new(),
        }));
        let files = Files(Arc::clone(&state));
        let session = fuser::spawn_mount(files, folder.path(), &Config::default());
        let session = session.expect("FUSE: /dev/fuse, and fusermount3 for who is not root");
        Self {
            folder,
            state,
            session: Some(session),
        }
    }

    /// Where it is mounted.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Where the package lies.
    #[must_use]
    pub fn package(&self) -> PathBuf {
        self.folder.path().join(NAME)
    }

    /// Begins to fail so; what waited under an earlier fault gets an error.
    pub fn fails(&self, fault: Fault) {
        let mut state = lock(&self.state);
        state.fault = fault;
        state.is_gone = false;
        state.seen.clear();
        state.waiting.clear();
    }

    /// Whether somebody waits for bytes that do not come.
    #[must_use]
    pub fn keeps_waiting(&self) -> bool {
        !lock(&self.state).waiting.is_empty()
    }
}

impl Drop for BadStick {
    fn drop(&mut self) {
        self.fails(Fault::None);
        // Unmounts, before the folder below is removed.
        drop(self.session.take());
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().expect("nobody panics with it")
}

impl State {
    fn read(&mut self, offset: u64, size: u32, reply: ReplyData) {
        let from = usize::try_from(offset)
            .unwrap_or(usize::MAX)
            .min(self.package.len());
        let mut to = from.saturating_add(size as usize).min(self.package.len());
        let at = |place: u64| usize::try_from(place).unwrap_or(usize::MAX);
        match self.fault {
            Fault::Unreadable(place) | Fault::Gone(place) | Fault::Silent(place)
                if at(place) <= from =>
            {
                return self.fail(reply);
            }
            Fault::Unreadable(place) | Fault::Gone(place) | Fault::Silent(place) => {
                to = to.min(at(place));
            }
            Fault::Ends(place) => to = to.min(at(place)).max(from),
            Fault::Short(most) => to = to.min(from + most),
            Fault::Changes if !self.seen.insert(offset) => {
                let other: Vec<u8> = self.package[from..to].iter().map(|byte| !byte).collect();
                return reply.data(&other);
            }
            Fault::Changes | Fault::None => {}
        }
        reply.data(&self.package[from..to]);
    }

    fn fail(&mut self, reply: ReplyData) {
        match self.fault {
            Fault::Silent(_) => self.waiting.push(reply),
            Fault::Gone(_) => {
                self.is_gone = true;
                reply.error(Errno::ENODEV);
            }
            _ => reply.error(Errno::EIO),
        }
    }

    fn attributes(&self, inode: INodeNo) -> FileAttr {
        let is_folder = inode == INodeNo::ROOT;
        let size = if is_folder {
            0
        } else {
            self.package.len() as u64
        };
        FileAttr {
            ino: inode,
            size,
            blocks: size.div_ceil(512),
            atime: UNIX_EPOCH,
            mtime: UNIX_EPOCH,
            ctime: UNIX_EPOCH,
            crtime: UNIX_EPOCH,
            kind: if is_folder {
                FileType::Directory
            } else {
                FileType::RegularFile
            },
            perm: if is_folder { 0o755 } else { 0o644 },
            nlink: 1,
            uid: 0,
            gid: 0,
            rdev: 0,
            blksize: 512,
            flags: 0,
        }
    }
}

struct Files(Arc<Mutex<State>>);

const PACKAGE: INodeNo = INodeNo(2);
const NAME: &str = "release.sealift";

impl Filesystem for Files {
    fn lookup(&self, _: &Request, _: INodeNo, name: &OsStr, reply: ReplyEntry) {
        let state = lock(&self.0);
        if state.is_gone {
            reply.error(Errno::ENODEV);
        } else if name == NAME {
            reply.entry(&Duration::ZERO, &state.attributes(PACKAGE), Generation(0));
        } else {
            reply.error(Errno::ENOENT);
        }
    }

    fn getattr(&self, _: &Request, inode: INodeNo, _: Option<FileHandle>, reply: ReplyAttr) {
        let state = lock(&self.0);
        if state.is_gone {
            reply.error(Errno::ENODEV);
        } else {
            reply.attr(&Duration::ZERO, &state.attributes(inode));
        }
    }

    fn readdir(
        &self,
        _: &Request,
        _: INodeNo,
        _: FileHandle,
        offset: u64,
        mut reply: ReplyDirectory,
    ) {
        if lock(&self.0).is_gone {
            return reply.error(Errno::ENODEV);
        }
        if offset > 0 || !reply.add(PACKAGE, 1, FileType::RegularFile, NAME) {
            reply.ok();
        }
    }

    fn open(&self, _: &Request, _: INodeNo, _: OpenFlags, reply: ReplyOpen) {
        // Past the page cache: what a program reads is what it is given here, to the byte.
        reply.opened(FileHandle(0), FopenFlags::FOPEN_DIRECT_IO);
    }

    fn read(
        &self,
        _: &Request,
        _: INodeNo,
        _: FileHandle,
        offset: u64,
        size: u32,
        _: OpenFlags,
        _: Option<LockOwner>,
        reply: ReplyData,
    ) {
        lock(&self.0).read(offset, size, reply);
    }
}
