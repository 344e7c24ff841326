//! [`Files`] over a tree in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};

use camino::{Utf8Path, Utf8PathBuf};
use sealift_document::Timestamp;
use sealift_engine::effects::{
    Entry, EntryKind, FileFault, FileSystemId, Files, FilesError, HostPath, Identity, Lock,
    LockHolder, ReadSeek, Sink, Space, UserId,
};
use sealift_package::manifest::Mode;

use super::content::{Bytes, Reader};
use super::database::{self, Reachable};
use super::disk::{Disk, bytes_of};
use super::fault::Faults;
use super::lock;
use super::tree::{Change, Content, Number, Tree};
use super::trouble::Call;

/// Files in memory.
pub struct FakeFiles {
    disk: Disk,
    _reachable: Reachable,
    root: Utf8PathBuf,
    locks: Arc<Mutex<BTreeMap<HostPath, LockHolder>>>,
}

impl FakeFiles {
    pub(super) fn new(tree: Tree, faults: Faults) -> Self {
        let disk = Disk::new(tree, faults);
        let reachable = Reachable::new(disk.clone());
        Self {
            root: reachable.root(),
            disk,
            _reachable: reachable,
            locks: Arc::default(),
        }
    }

    /// Leaves so many bytes free.
    pub fn set_free(&self, bytes: u64) {
        let used = lock(&self.disk.tree).used;
        *lock(&self.disk.capacity) = used + bytes;
    }

    /// Lets go of all bytes written from now on, for measuring how much memory a writer needs.
    pub fn forget_content(&self) {
        self.disk.is_forgetful.store(true, Ordering::SeqCst);
    }

    /// Puts a file there, with the directories above it, as another program would.
    pub fn put(&self, at: &str, bytes: &[u8]) {
        self.plant(at, Content::File(Bytes::of(bytes)), 0o644);
    }

    /// Puts a link there, with the directories above it, as another program would.
    pub fn put_symlink(&self, at: &str, target: &str) {
        self.plant(at, Content::Symlink(target.into()), 0o777);
    }

    /// Puts a directory there, with the directories above it, as another program would.
    pub fn put_directory(&self, at: &str) {
        self.plant(at, Content::directory(), 0o755);
    }

    /// Puts a device there, with the directories above it, as another program would.
    pub fn put_device(&self, at: &str) {
        self.plant(at, Content::Other, 0o600);
    }

    /// The bytes of a file; `None` when there is none.
    #[must_use]
    pub fn content(&self, at: &str) -> Option<Vec<u8>> {
        let tree = lock(&self.disk.tree);
        let number = tree.find(&path(at)).ok().flatten()?;
        bytes_of(&tree, number).map(Bytes::to_vec)
    }

    /// Flips one bit of a file, as a bad disk does: no time of the file tells.
    ///
    /// # Panics
    /// When there is no such file or byte.
    pub fn rot(&self, at: &str, byte: usize) {
        let bytes = self.content(at).expect("a file to spoil");
        let mut tree = lock(&self.disk.tree);
        let number = tree.existing(&path(at)).expect("a file to spoil");
        let times = tree.times(number);
        tree.make(Change::Write {
            file: number,
            at: byte as u64,
            bytes: [bytes[byte] ^ 1].into(),
        });
        tree.sync(number);
        tree.set_times(number, times);
    }

    /// Sets the bits that say who may do what, past the engine.
    ///
    /// # Panics
    /// When nothing is there.
    pub fn set_bits(&self, at: &str, mode: u32) {
        let mut tree = lock(&self.disk.tree);
        let number = tree.existing(&path(at)).expect("an entry");
        tree.make(Change::Mode { number, mode });
        tree.sync(number);
    }

    /// Every path below one, with what it is: `d`, `f <digest>`, `l <target>`, for comparing whole trees.
    #[must_use]
    pub fn snapshot(&self, below: &str) -> BTreeMap<String, String> {
        let tree = lock(&self.disk.tree);
        let mut found = BTreeMap::new();
        if let Ok(Some(number)) = tree.find(&path(below)) {
            shoot(&tree, number, below.to_owned(), &mut found);
        }
        found
    }

    pub(super) fn cut_power(&self) {
        lock(&self.disk.tree).lose(|_| false);
        self.replace_process();
    }

    /// The process is gone, and what it held with it.
    pub(super) fn replace_process(&self) {
        self.disk.replace_process();
        lock(&self.locks).clear();
    }

    pub(super) const fn disk(&self) -> &Disk {
        &self.disk
    }

    fn plant(&self, at: &str, content: Content, mode: u32) {
        let at = path(at);
        let mut tree = lock(&self.disk.tree);
        let mut above: Vec<HostPath> =
            std::iter::successors(at.parent(), HostPath::parent).collect();
        above.reverse();
        for parent in above {
            if tree.find(&parent) == Ok(None) {
                tree.insert(&parent, Content::directory(), 0o755)
                    .expect("room in its parent");
            }
        }
        if let Content::File(bytes) = &content {
            tree.used += bytes.len();
        }
        if tree.find(&at) != Ok(None) {
            tree.take(&at).expect("found");
        }
        tree.insert(&at, content, mode).expect("room in its parent");
        tree.barrier();
    }

    /// Counts an effect and lets it happen.
    fn effect<T>(
        &self,
        call: Call,
        doing: &'static str,
        at: &HostPath,
        work: impl FnOnce(&mut Tree) -> Result<T, FileFault>,
    ) -> Result<T, FilesError> {
        let failed = |fault| FilesError {
            doing,
            at: at.to_string(),
            fault,
        };
        let entered = self
            .disk
            .faults
            .enter(call, format!("{doing} {at}"))
            .map_err(failed)?;
        let result = work(&mut lock(&self.disk.tree)).map_err(failed);
        entered.done();
        result
    }

    /// The same for an effect that a careless engine could leave out.
    fn act(
        &self,
        call: Call,
        doing: &'static str,
        at: &HostPath,
        work: impl FnOnce(&mut Tree) -> Result<(), FileFault>,
    ) -> Result<(), FilesError> {
        if self.disk.faults.leaves_out(&format!("{doing} {at}")) {
            return Ok(());
        }
        self.effect(call, doing, at, work)
    }

    /// Makes a folder durable; when its device fails, what was to become so is lost.
    fn sync_folder(
        &self,
        doing: &'static str,
        at: &HostPath,
        sync: impl FnOnce(&mut Tree, Number),
        lost: impl FnOnce(&Tree, Number) -> BTreeSet<Number>,
    ) -> Result<(), FilesError> {
        let synced = self.act(Call::SyncFolder, doing, at, |tree| {
            let number = tree.existing(at)?;
            tree.entries(number)?;
            sync(tree, number);
            Ok(())
        });
        synced.or_else(|error| {
            self.disk.lose(&error.fault, |tree| match tree.find(at) {
                Ok(Some(number)) => lost(tree, number),
                _ => BTreeSet::new(),
            });
            self.disk.faults.forgive(error)
        })
    }

    /// Looks without changing anything.
    fn look<T>(
        &self,
        doing: &'static str,
        at: &HostPath,
        work: impl FnOnce(&Tree) -> Result<T, FileFault>,
    ) -> Result<T, FilesError> {
        let failed = |fault| FilesError {
            doing,
            at: at.to_string(),
            fault,
        };
        let looked = self.disk.faults.enter(Call::Look, format!("{doing} {at}"));
        looked.map(drop).map_err(failed)?;
        work(&lock(&self.disk.tree)).map_err(failed)
    }
}

fn path(text: &str) -> HostPath {
    HostPath::from(
        text.parse::<sealift_package::path::RelativePath>()
            .expect("a relative path"),
    )
}

fn shoot(tree: &Tree, number: Number, at: String, found: &mut BTreeMap<String, String>) {
    let node = tree.node(number);
    let what = match &node.content {
        Content::File(bytes) => {
            format!("f {:o} {}", node.mode, bytes.digest())
        }
        Content::Directory(entries) => {
            for (name, below) in entries {
                shoot(tree, *below, format!("{at}/{name}"), found);
            }
            format!("d {:o}", node.mode)
        }
        Content::Symlink(target) => format!("l {target}"),
        Content::Other => "o".into(),
    };
    found.insert(at, what);
}

/// The open file that [`Files::create`] hands out.
struct FakeSink {
    disk: Disk,
    at: HostPath,
    number: Number,
    written: u64,
}

impl FakeSink {
    fn error(&self, doing: &'static str, fault: FileFault) -> FilesError {
        FilesError {
            doing,
            at: self.at.to_string(),
            fault,
        }
    }
}

impl Write for FakeSink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let faults = &self.disk.faults;
        let entered = faults.enter_stream(Call::Write, "write", &self.at)?;
        let bytes = &bytes[..entered.part_of(bytes.len())];
        let written = self.disk.write(self.number, self.written, bytes);
        written.map_err(|fault| io::Error::other(self.error("write", fault)))?;
        self.written += bytes.len() as u64;
        entered.done();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Sink for FakeSink {
    fn sync(&mut self) -> Result<(), FilesError> {
        let effect = format!("sync {}", self.at);
        if self.disk.faults.leaves_out(&effect) {
            return Ok(());
        }
        match self.disk.faults.enter(Call::Sync, effect) {
            Ok(entered) => {
                lock(&self.disk.tree).sync(self.number);
                entered.done();
                Ok(())
            }
            Err(fault) => {
                self.disk.lose(&fault, |_| [self.number].into());
                self.disk.faults.forgive(self.error("sync", fault))
            }
        }
    }

    fn finish(self: Box<Self>, modified: Option<Timestamp>) -> Result<Identity, FilesError> {
        let entered = self
            .disk
            .faults
            .enter(Call::Peek, format!("finish {}", self.at));
        entered
            .map(drop)
            .map_err(|fault| self.error("finish", fault))?;
        let mut tree = lock(&self.disk.tree);
        if let Some(modified) = modified {
            tree.set_modified(self.number, modified.unix() * 1_000_000_000);
        }
        Ok(tree.identity(self.number))
    }
}

struct FakeLock {
    at: HostPath,
    locks: Arc<Mutex<BTreeMap<HostPath, LockHolder>>>,
}

impl Lock for FakeLock {}

impl Drop for FakeLock {
    fn drop(&mut self) {
        lock(&self.locks).remove(&self.at);
    }
}

impl Files for FakeFiles {
    fn root(&self) -> &Utf8Path {
        &self.root
    }

    fn database_layer(&self) -> Option<&str> {
        Some(database::NAME)
    }

    fn inspect(&self, at: &HostPath) -> Result<Option<Entry>, FilesError> {
        self.look("inspect", at, |tree| {
            Ok(tree.find(at)?.map(|number| tree.entry(number)))
        })
    }

    fn list(&self, directory: &HostPath) -> Result<Vec<String>, FilesError> {
        self.look("list", directory, |tree| {
            let entries = tree.entries(tree.existing(directory)?)?;
            Ok(entries.keys().cloned().collect())
        })
    }

    fn open(&self, at: &HostPath) -> Result<Box<dyn ReadSeek>, FilesError> {
        self.look("open", at, |tree| {
            match &tree.node(tree.existing(at)?).content {
                Content::File(bytes) => {
                    let faults = self.disk.faults.clone();
                    let reader = Reader::new(bytes.clone(), at.clone(), faults);
                    Ok(Box::new(reader) as Box<dyn ReadSeek>)
                }
                Content::Symlink(_) => Err(FileFault::Link(at.to_string())),
                _ => Err(FileFault::WrongKind("regular file")),
            }
        })
    }

    fn create(&self, at: &HostPath, mode: Mode) -> Result<Box<dyn Sink>, FilesError> {
        let number = self.effect(Call::Make, "create", at, |tree| {
            tree.insert(at, Content::empty_file(), mode.bits())
        })?;
        Ok(Box::new(FakeSink {
            disk: self.disk.clone(),
            at: at.clone(),
            number,
            written: 0,
        }))
    }

    fn create_directory(&self, at: &HostPath, mode: Mode) -> Result<(), FilesError> {
        self.act(Call::Make, "create-directory", at, |tree| {
            tree.insert(at, Content::directory(), mode.bits())
                .map(|_| ())
        })
    }

    fn create_symlink(&self, at: &HostPath, target: &str) -> Result<(), FilesError> {
        self.act(Call::Make, "create-symlink", at, |tree| {
            tree.insert(at, Content::Symlink(target.into()), 0o777)
                .map(|_| ())
        })
    }

    fn hard_link(&self, existing: &HostPath, new: &HostPath) -> Result<(), FilesError> {
        self.act(Call::Make, "hard-link", new, |tree| {
            let number = tree.existing(existing)?;
            if tree.entry(number).kind != EntryKind::File {
                return Err(FileFault::WrongKind("regular file"));
            }
            let (directory, name) = tree.parent(new)?;
            if tree.entries(directory)?.contains_key(name) {
                return Err(FileFault::Exists);
            }
            tree.enter(new, number)
        })
    }

    fn copy(&self, from: &HostPath, to: &HostPath, mode: Mode) -> Result<(), FilesError> {
        let source = self.look("copy", from, |tree| {
            let bytes = bytes_of(tree, tree.existing(from)?).cloned();
            bytes.ok_or(FileFault::WrongKind("regular file"))
        })?;
        let mut sink = self.create(to, mode)?;
        let written = sink.write_all(&source.to_vec());
        written.map_err(|error| FilesError::from_io("copy", to.as_str(), &error))
    }

    fn rename(&self, from: &HostPath, to: &HostPath) -> Result<(), FilesError> {
        self.act(Call::Make, "rename", to, |tree| {
            tree.existing(from)?;
            let (directory, name) = tree.parent(to)?;
            let there = tree.entries(directory)?.get(name).copied();
            if there.is_some_and(|number| tree.entry(number).kind == EntryKind::Directory) {
                return Err(FileFault::Exists);
            }
            let (left, old_name) = tree.parent(from)?;
            tree.make(Change::Move {
                from: (left, old_name.into()),
                to: (directory, name.into()),
            });
            Ok(())
        })
    }

    fn switch(&self, switch: &HostPath, to: &str) -> Result<(), FilesError> {
        self.act(Call::Make, "switch", switch, |tree| {
            let (directory, name) = tree.parent(switch)?;
            let there = tree.entries(directory)?.get(name).copied();
            let is_switch = |number| matches!(tree.node(number).content, Content::Symlink(_));
            if there.is_some_and(|number| !is_switch(number)) {
                return Err(FileFault::WrongKind("switch"));
            }
            let number = tree.add(Content::Symlink(to.into()), 0o777);
            tree.enter(switch, number)?;
            tree.sync(directory);
            Ok(())
        })
    }

    fn switched_to(&self, switch: &HostPath) -> Result<Option<String>, FilesError> {
        self.look("read", switch, |tree| match tree.find(switch)? {
            None => Ok(None),
            Some(number) => match &tree.node(number).content {
                Content::Symlink(to) => Ok(Some(to.clone())),
                _ => Err(FileFault::WrongKind("switch")),
            },
        })
    }

    fn remove(&self, at: &HostPath) -> Result<(), FilesError> {
        self.act(Call::Alter, "remove", at, |tree| {
            let entry = tree.entry(tree.existing(at)?);
            if entry.kind == EntryKind::Directory {
                return Err(FileFault::WrongKind("file or link"));
            }
            tree.take(at)?;
            tree.used = tree.used.saturating_sub(entry.bytes);
            Ok(())
        })
    }

    fn remove_directory(&self, at: &HostPath) -> Result<(), FilesError> {
        self.act(Call::Alter, "remove-directory", at, |tree| {
            let number = tree.existing(at)?;
            if !tree.entries(number)?.is_empty() {
                return Err(FileFault::NotEmpty);
            }
            tree.take(at).map(|_| ())
        })
    }

    fn remove_tree(&self, at: &HostPath) -> Result<(), FilesError> {
        let entries = self.look("remove-tree", at, |tree| {
            Ok(tree.entries(tree.existing(at)?)?.clone())
        })?;
        for name in entries.keys() {
            let below = name.parse().ok().and_then(|name| at.join(&name).ok());
            let below = below.expect("a name that could be given");
            match self.inspect(&below)?.map(|entry| entry.kind) {
                Some(EntryKind::Directory) => self.remove_tree(&below)?,
                Some(_) => self.remove(&below)?,
                None => {}
            }
        }
        self.remove_directory(at)
    }

    fn set_mode(&self, at: &HostPath, mode: Mode) -> Result<(), FilesError> {
        self.act(Call::Alter, "set-mode", at, |tree| {
            let (number, mode) = (tree.existing(at)?, mode.bits());
            tree.make(Change::Mode { number, mode });
            Ok(())
        })
    }

    fn set_owner(&self, at: &HostPath, owner: &UserId) -> Result<(), FilesError> {
        self.act(Call::Alter, "set-owner", at, |tree| {
            let (number, owner) = (tree.existing(at)?, owner.0.clone());
            tree.make(Change::Owner { number, owner });
            Ok(())
        })
    }

    fn sync_directory(&self, at: &HostPath) -> Result<(), FilesError> {
        let itself = |_: &Tree, number| [number].into();
        self.sync_folder("sync-directory", at, Tree::sync, itself)
    }

    fn barrier(&self, within: &HostPath) -> Result<(), FilesError> {
        let sync = |tree: &mut Tree, _| tree.barrier();
        self.sync_folder("barrier", within, sync, Tree::below)
    }

    fn space(&self, at: &HostPath) -> Result<Space, FilesError> {
        self.look("measure", at, |tree| {
            let total = *lock(&self.disk.capacity);
            let free = total.saturating_sub(tree.used);
            Ok(Space {
                file_system: FileSystemId(1),
                free,
                total,
            })
        })
    }

    fn lock(&self, at: &HostPath, holder: &LockHolder) -> Result<Box<dyn Lock>, FilesError> {
        self.effect(Call::Make, "lock", at, |tree| {
            let mut locks = lock(&self.locks);
            if let Some(other) = locks.get(at) {
                return Err(FileFault::Locked(Some(other.clone())));
            }
            if tree.find(at)?.is_none() {
                tree.insert(at, Content::empty_file(), 0o600)?;
            }
            locks.insert(at.clone(), holder.clone());
            Ok(Box::new(FakeLock {
                at: at.clone(),
                locks: Arc::clone(&self.locks),
            }) as Box<dyn Lock>)
        })
    }

    fn check_free(&self, at: &HostPath) -> Result<(), FilesError> {
        self.look("look at the lock", at, |_| {
            match lock(&self.locks).get(at) {
                Some(other) => Err(FileFault::Locked(Some(other.clone()))),
                None => Ok(()),
            }
        })
    }

    fn is_writable_by_others(&self, at: &HostPath) -> Result<bool, FilesError> {
        self.look("inspect", at, |tree| {
            tree.existing(at)?;
            let mut way = std::iter::successors(Some(at.clone()), HostPath::parent);
            way.try_fold(false, |is_open, step| {
                Ok(is_open || tree.node(tree.existing(&step)?).mode & 0o022 != 0)
            })
        })
    }
}
