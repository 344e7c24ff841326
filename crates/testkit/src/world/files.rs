//! [`Files`] over a tree in memory.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use camino::{Utf8Path, Utf8PathBuf};
use sealift_document::Timestamp;
use sealift_engine::effects::{
    Entry, EntryKind, FileFault, FileSystemId, Files, FilesError, HostPath, Identity, Lock,
    LockHolder, ReadSeek, Sink, Space, UserId,
};
use sealift_package::manifest::Mode;

use super::fault::Faults;
use super::lock;
use super::tree::{Content, Number, Tree};

/// Files in memory.
pub struct FakeFiles {
    root: Utf8PathBuf,
    shared: Shared,
    locks: Arc<Mutex<BTreeMap<HostPath, LockHolder>>>,
}

/// What open files hold on to.
#[derive(Clone)]
struct Shared {
    tree: Arc<Mutex<Tree>>,
    capacity: Arc<Mutex<u64>>,
    /// Whether bytes written are counted and let go.
    is_forgetful: Arc<AtomicBool>,
    faults: Faults,
}

/// The file that SQLite opens by itself.
const REAL: &str = "state.db";
const GIBIBYTE: u64 = 1 << 30;

impl FakeFiles {
    pub(super) fn new(root: Utf8PathBuf, faults: Faults) -> Self {
        let tree = Arc::new(Mutex::new(Tree::new()));
        let capacity = Arc::new(Mutex::new(GIBIBYTE));
        let is_forgetful = Arc::default();
        let shared = Shared {
            tree,
            capacity,
            is_forgetful,
            faults,
        };
        Self {
            root,
            shared,
            locks: Arc::default(),
        }
    }

    /// Leaves so many bytes free.
    pub fn set_free(&self, bytes: u64) {
        let used = lock(&self.shared.tree).used;
        *lock(&self.shared.capacity) = used + bytes;
    }

    /// Lets go of all bytes written from now on, for measuring how much memory a writer needs.
    pub fn forget_content(&self) {
        self.shared.is_forgetful.store(true, Ordering::SeqCst);
    }

    /// Puts a file there, with the directories above it, as another program would.
    pub fn put(&self, at: &str, bytes: &[u8]) {
        self.plant(at, file(bytes), 0o644);
    }

    /// Puts a link there, with the directories above it, as another program would.
    pub fn put_symlink(&self, at: &str, target: &str) {
        self.plant(at, Content::Symlink(target.into()), 0o777);
    }

    /// Puts a directory there, with the directories above it, as another program would.
    pub fn put_directory(&self, at: &str) {
        self.plant(at, directory(), 0o755);
    }

    /// Puts a device there, with the directories above it, as another program would.
    pub fn put_device(&self, at: &str) {
        self.plant(at, Content::Other, 0o600);
    }

    /// The bytes of a file; `None` when there is none.
    #[must_use]
    pub fn content(&self, at: &str) -> Option<Vec<u8>> {
        let tree = lock(&self.shared.tree);
        let number = tree.find(&path(at)).ok().flatten()?;
        match &tree.node(number).content {
            Content::File { live, .. } => Some(live.to_vec()),
            _ => None,
        }
    }

    /// Flips one bit of a file, as a bad disk does: no time of the file tells.
    ///
    /// # Panics
    /// When there is no such file or byte.
    pub fn rot(&self, at: &str, byte: usize) {
        let mut bytes = self.content(at).expect("a file to spoil");
        bytes[byte] ^= 1;
        let mut tree = lock(&self.shared.tree);
        let number = tree.existing(&path(at)).expect("a file to spoil");
        let kept = tree.node(number).modified_ns;
        let node = tree.change(number);
        node.modified_ns = kept;
        let bytes = Arc::new(bytes);
        node.content = Content::File {
            live: Arc::clone(&bytes),
            durable: bytes,
        };
    }

    /// Sets the bits that say who may do what, past the engine.
    ///
    /// # Panics
    /// When nothing is there.
    pub fn set_bits(&self, at: &str, mode: u32) {
        let mut tree = lock(&self.shared.tree);
        let number = tree.existing(&path(at)).expect("an entry");
        tree.change(number).mode = mode;
    }

    /// Every path below one, with what it is: `d`, `f <digest>`, `l <target>`, for comparing whole trees.
    #[must_use]
    pub fn snapshot(&self, below: &str) -> BTreeMap<String, String> {
        let tree = lock(&self.shared.tree);
        let mut found = BTreeMap::new();
        if let Ok(Some(number)) = tree.find(&path(below)) {
            shoot(&tree, number, below.to_owned(), &mut found);
        }
        found
    }

    pub(super) fn cut_power(&self) {
        lock(&self.shared.tree).forget();
        self.release_locks();
    }

    pub(super) fn release_locks(&self) {
        lock(&self.locks).clear();
    }

    fn plant(&self, at: &str, content: Content, mode: u32) {
        let at = path(at);
        let mut tree = lock(&self.shared.tree);
        let mut above: Vec<HostPath> =
            std::iter::successors(at.parent(), HostPath::parent).collect();
        above.reverse();
        for parent in above {
            if tree.find(&parent) == Ok(None) {
                tree.insert(&parent, directory(), 0o755)
                    .expect("room in its parent");
            }
        }
        if let Content::File { live, .. } = &content {
            tree.used += live.len() as u64;
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
            .shared
            .faults
            .enter(format!("{doing} {at}"))
            .map_err(failed)?;
        let result = work(&mut lock(&self.shared.tree)).map_err(failed);
        entered.done();
        result
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
        self.shared.faults.alive().map_err(failed)?;
        work(&lock(&self.shared.tree)).map_err(failed)
    }

    /// Makes the file that SQLite will open, empty unless it is there.
    fn make_real(&self, at: &HostPath) {
        if let Some(real) = self.real(at) {
            let directory = real.parent().expect("a file lies in a directory");
            std::fs::create_dir_all(directory).expect("a temporary directory can be written");
            let opened = std::fs::File::options()
                .create(true)
                .append(true)
                .open(&real);
            opened.expect("a temporary directory can be written");
        }
    }

    fn real(&self, at: &HostPath) -> Option<Utf8PathBuf> {
        (at.file_name() == REAL).then(|| self.root.join(at.as_str()))
    }
}

fn path(text: &str) -> HostPath {
    HostPath::from(
        text.parse::<sealift_package::path::RelativePath>()
            .expect("a relative path"),
    )
}

fn file(bytes: &[u8]) -> Content {
    Content::File {
        live: Arc::new(bytes.to_vec()),
        durable: Arc::default(),
    }
}

fn directory() -> Content {
    Content::Directory {
        live: BTreeMap::new(),
        durable: BTreeMap::new(),
    }
}

fn shoot(tree: &Tree, number: Number, at: String, found: &mut BTreeMap<String, String>) {
    let node = tree.node(number);
    let what = match &node.content {
        Content::File { live, .. } => {
            format!("f {:o} {}", node.mode, sealift_document::Digest::of(live))
        }
        Content::Directory { live, .. } => {
            for (name, below) in live {
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
    shared: Shared,
    at: HostPath,
    number: Number,
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
        let entered = self.shared.faults.enter(format!("write {}", self.at));
        let entered = entered.map_err(|fault| io::Error::other(self.error("write", fault)))?;
        let mut tree = lock(&self.shared.tree);
        if tree.used + bytes.len() as u64 > *lock(&self.shared.capacity) {
            return Err(io::Error::other(self.error("write", FileFault::Full)));
        }
        tree.used += bytes.len() as u64;
        let keeps = !self.shared.is_forgetful.load(Ordering::SeqCst);
        if let Content::File { live, .. } = &mut tree.change(self.number).content
            && keeps
        {
            Arc::make_mut(live).extend_from_slice(bytes);
        }
        drop(tree);
        entered.done();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Sink for FakeSink {
    fn sync(&mut self) -> Result<(), FilesError> {
        let entered = self.shared.faults.enter(format!("sync {}", self.at));
        let entered = entered.map_err(|fault| self.error("sync", fault))?;
        lock(&self.shared.tree).sync(self.number);
        entered.done();
        Ok(())
    }

    fn finish(self: Box<Self>, modified: Option<Timestamp>) -> Result<Identity, FilesError> {
        self.shared
            .faults
            .alive()
            .map_err(|fault| self.error("finish", fault))?;
        let mut tree = lock(&self.shared.tree);
        if let Some(modified) = modified {
            tree.change(self.number).modified_ns = modified.unix() * 1_000_000_000;
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

    fn inspect(&self, at: &HostPath) -> Result<Option<Entry>, FilesError> {
        let mut entry = self.look("inspect", at, |tree| {
            Ok(tree.find(at)?.map(|number| tree.entry(number)))
        })?;
        if let (Some(entry), Some(real)) = (&mut entry, self.real(at)) {
            entry.bytes = std::fs::metadata(real).map_or(0, |file| file.len());
        }
        Ok(entry)
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
                Content::File { live, .. } => {
                    Ok(Box::new(Cursor::new(Bytes(Arc::clone(live)))) as Box<dyn ReadSeek>)
                }
                Content::Symlink(_) => Err(FileFault::Link(at.to_string())),
                _ => Err(FileFault::WrongKind("regular file")),
            }
        })
    }

    fn create(&self, at: &HostPath, mode: Mode) -> Result<Box<dyn Sink>, FilesError> {
        let number = self.effect("create", at, |tree| tree.insert(at, file(b""), mode.bits()))?;
        self.make_real(at);
        Ok(Box::new(FakeSink {
            shared: self.shared.clone(),
            at: at.clone(),
            number,
        }))
    }

    fn create_directory(&self, at: &HostPath, mode: Mode) -> Result<(), FilesError> {
        self.effect("create-directory", at, |tree| {
            tree.insert(at, directory(), mode.bits()).map(|_| ())
        })
    }

    fn create_symlink(&self, at: &HostPath, target: &str) -> Result<(), FilesError> {
        self.effect("create-symlink", at, |tree| {
            tree.insert(at, Content::Symlink(target.into()), 0o777)
                .map(|_| ())
        })
    }

    fn hard_link(&self, existing: &HostPath, new: &HostPath) -> Result<(), FilesError> {
        self.effect("hard-link", new, |tree| {
            let number = tree.existing(existing)?;
            if tree.entry(number).kind != EntryKind::File {
                return Err(FileFault::WrongKind("regular file"));
            }
            let (directory, name) = tree.parent(new)?;
            if tree.entries(directory)?.contains_key(name) {
                return Err(FileFault::Exists);
            }
            tree.entries_mut(directory).insert(name.into(), number);
            Ok(())
        })
    }

    fn copy(&self, from: &HostPath, to: &HostPath, mode: Mode) -> Result<(), FilesError> {
        let capacity = *lock(&self.shared.capacity);
        self.effect("copy", to, |tree| {
            let Content::File { live, .. } = tree.node(tree.existing(from)?).content.clone() else {
                return Err(FileFault::WrongKind("regular file"));
            };
            if tree.used + live.len() as u64 > capacity {
                return Err(FileFault::Full);
            }
            tree.used += live.len() as u64;
            tree.insert(to, file(&live), mode.bits()).map(|_| ())
        })
    }

    fn rename(&self, from: &HostPath, to: &HostPath) -> Result<(), FilesError> {
        self.effect("rename", to, |tree| {
            tree.existing(from)?;
            let (directory, name) = tree.parent(to)?;
            let there = tree.entries(directory)?.get(name).copied();
            if there.is_some_and(|number| tree.entry(number).kind == EntryKind::Directory) {
                return Err(FileFault::Exists);
            }
            let number = tree.take(from)?;
            tree.entries_mut(directory).insert(name.into(), number);
            Ok(())
        })?;
        self.make_real(to);
        Ok(())
    }

    fn switch(&self, switch: &HostPath, to: &str) -> Result<(), FilesError> {
        self.effect("switch", switch, |tree| {
            let (directory, name) = tree.parent(switch)?;
            let there = tree.entries(directory)?.get(name).copied();
            let is_switch = |number| matches!(tree.node(number).content, Content::Symlink(_));
            if there.is_some_and(|number| !is_switch(number)) {
                return Err(FileFault::WrongKind("switch"));
            }
            let number = tree.add(Content::Symlink(to.into()), 0o777);
            tree.entries_mut(directory).insert(name.into(), number);
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
        self.effect("remove", at, |tree| {
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
        self.effect("remove-directory", at, |tree| {
            let number = tree.existing(at)?;
            if !tree.entries(number)?.is_empty() {
                return Err(FileFault::NotEmpty);
            }
            tree.take(at).map(|_| ())
        })
    }

    fn remove_tree(&self, at: &HostPath) -> Result<(), FilesError> {
        self.effect("remove-tree", at, |tree| {
            let number = tree.existing(at)?;
            tree.entries(number)?;
            let freed = bytes_below(tree, number);
            tree.take(at)?;
            tree.used = tree.used.saturating_sub(freed);
            Ok(())
        })
    }

    fn set_mode(&self, at: &HostPath, mode: Mode) -> Result<(), FilesError> {
        self.effect("set-mode", at, |tree| {
            let number = tree.existing(at)?;
            let modified = tree.node(number).modified_ns;
            let node = tree.change(number);
            node.mode = mode.bits();
            node.modified_ns = modified;
            Ok(())
        })
    }

    fn set_owner(&self, at: &HostPath, owner: &UserId) -> Result<(), FilesError> {
        self.effect("set-owner", at, |tree| {
            let number = tree.existing(at)?;
            tree.change(number).owner = Some(owner.0.clone());
            Ok(())
        })
    }

    fn sync_directory(&self, at: &HostPath) -> Result<(), FilesError> {
        self.effect("sync-directory", at, |tree| {
            let number = tree.existing(at)?;
            tree.entries(number)?;
            tree.sync(number);
            Ok(())
        })
    }

    fn barrier(&self, within: &HostPath) -> Result<(), FilesError> {
        self.effect("barrier", within, |tree| {
            tree.existing(within)?;
            tree.barrier();
            Ok(())
        })
    }

    fn space(&self, at: &HostPath) -> Result<Space, FilesError> {
        self.look("measure", at, |tree| {
            let total = *lock(&self.shared.capacity);
            let free = total.saturating_sub(tree.used);
            Ok(Space {
                file_system: FileSystemId(1),
                free,
                total,
            })
        })
    }

    fn lock(&self, at: &HostPath, holder: &LockHolder) -> Result<Box<dyn Lock>, FilesError> {
        self.effect("lock", at, |tree| {
            let mut locks = lock(&self.locks);
            if let Some(other) = locks.get(at) {
                return Err(FileFault::Locked(Some(other.clone())));
            }
            if tree.find(at)?.is_none() {
                tree.insert(at, file(b""), 0o600)?;
            }
            locks.insert(at.clone(), holder.clone());
            Ok(Box::new(FakeLock {
                at: at.clone(),
                locks: Arc::clone(&self.locks),
            }) as Box<dyn Lock>)
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

fn bytes_below(tree: &Tree, number: Number) -> u64 {
    match tree.entries(number) {
        Ok(entries) => entries
            .values()
            .map(|below| bytes_below(tree, *below))
            .sum(),
        Err(_) => tree.entry(number).bytes,
    }
}

/// A file's bytes as they were when it was opened.
struct Bytes(Arc<Vec<u8>>);

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}
