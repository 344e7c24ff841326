//! Inodes in memory, each with what it is and what it would be after a power cut.
//!
//! What is changed is changed at once for whoever looks, and waits in order until a sync makes it durable. A disk that
//! loses its power may have kept any of what waits: [`Tree::lose`] says which.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use sealift_engine::effects::{Entry, EntryKind, FileFault, HostPath, Identity};

use super::content::Bytes;

/// The number of an inode.
pub(super) type Number = u64;

type Entries = BTreeMap<String, Number>;
type Nodes = HashMap<Number, Arc<Node>>;

#[derive(Debug, Clone)]
pub(super) enum Content {
    File(Bytes),
    Directory(Entries),
    Symlink(String),
    /// A device, socket or pipe.
    Other,
}

impl Content {
    pub(super) fn directory() -> Self {
        Self::Directory(Entries::new())
    }

    pub(super) fn empty_file() -> Self {
        Self::File(Bytes::default())
    }
}

#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) content: Content,
    pub(super) mode: u32,
    pub(super) owner: Option<String>,
    pub(super) modified_ns: i64,
    changed_ns: i64,
}

/// One change as a disk takes it: wholly or not at all.
#[derive(Debug, Clone)]
pub(super) enum Change {
    Write {
        file: Number,
        at: u64,
        bytes: Arc<[u8]>,
    },
    Resize {
        file: Number,
        len: u64,
    },
    Enter {
        directory: Number,
        name: String,
        number: Number,
    },
    Leave {
        directory: Number,
        name: String,
    },
    Move {
        from: (Number, String),
        to: (Number, String),
    },
    Mode {
        number: Number,
        mode: u32,
    },
    Owner {
        number: Number,
        owner: String,
    },
}

impl Change {
    /// Whether a sync of this inode makes the change durable.
    fn touches(&self, inode: Number) -> bool {
        match self {
            Self::Write { file, .. } | Self::Resize { file, .. } => *file == inode,
            Self::Enter { directory, .. } | Self::Leave { directory, .. } => *directory == inode,
            Self::Move { from, to } => from.0 == inode || to.0 == inode,
            Self::Mode { number, .. } | Self::Owner { number, .. } => *number == inode,
        }
    }

    /// Whether any of these inodes is touched.
    fn is_within(&self, inodes: &BTreeSet<Number>) -> bool {
        inodes.iter().any(|inode| self.touches(*inode))
    }
}

/// A change and when it was made.
#[derive(Debug)]
struct Waiting {
    change: Change,
    at: i64,
}

#[derive(Debug, Clone)]
pub(super) struct Tree {
    live: Arc<Nodes>,
    durable: Arc<Nodes>,
    waiting: Vec<Arc<Waiting>>,
    /// Whether a sync has failed: then what is seen is not what is durable, even when nothing waits.
    has_lost: bool,
    next: Number,
    ticks: i64,
    /// Bytes of all files.
    pub(super) used: u64,
}

const ROOT: Number = 1;

impl Tree {
    pub(super) fn new() -> Self {
        let mut tree = Self {
            live: Arc::default(),
            durable: Arc::default(),
            waiting: vec![],
            has_lost: false,
            next: ROOT,
            ticks: 0,
            used: 0,
        };
        tree.add(Content::directory(), 0o755);
        tree
    }

    /// Adds an inode that no directory names yet.
    pub(super) fn add(&mut self, content: Content, mode: u32) -> Number {
        let number = self.next;
        self.next += 1;
        let now = self.tick();
        let node = Arc::new(Node {
            content,
            mode,
            owner: None,
            modified_ns: now,
            changed_ns: now,
        });
        Arc::make_mut(&mut self.live).insert(number, Arc::clone(&node));
        Arc::make_mut(&mut self.durable).insert(number, node);
        number
    }

    pub(super) fn node(&self, number: Number) -> &Node {
        &self.live[&number]
    }

    /// Makes a change, which is not durable yet.
    pub(super) fn make(&mut self, change: Change) {
        let at = self.tick();
        let waiting = Waiting { change, at };
        apply(Arc::make_mut(&mut self.live), &waiting);
        self.waiting.push(Arc::new(waiting));
    }

    /// Sets the time of the last change to content, which no power cut takes away in this world.
    pub(super) fn set_modified(&mut self, number: Number, modified_ns: i64) {
        let now = self.tick();
        self.set_times(number, (modified_ns, now));
    }

    /// The times of the last change to content and to the inode.
    pub(super) fn times(&self, number: Number) -> (i64, i64) {
        let node = self.node(number);
        (node.modified_ns, node.changed_ns)
    }

    /// Sets both times, as nothing that goes through a file system can.
    pub(super) fn set_times(&mut self, number: Number, times: (i64, i64)) {
        for nodes in [&mut self.live, &mut self.durable] {
            let node = node_mut(Arc::make_mut(nodes), number);
            (node.modified_ns, node.changed_ns) = times;
        }
    }

    fn tick(&mut self) -> i64 {
        self.ticks += 1_000;
        self.ticks
    }

    /// Walks to an entry, following no link.
    pub(super) fn find(&self, at: &HostPath) -> Result<Option<Number>, FileFault> {
        let (directory, name) = match self.parent(at) {
            Err(FileFault::Missing) => return Ok(None),
            found => found?,
        };
        Ok(self.entries(directory)?.get(name).copied())
    }

    pub(super) fn existing(&self, at: &HostPath) -> Result<Number, FileFault> {
        self.find(at)?.ok_or(FileFault::Missing)
    }

    /// The directory that holds or would hold an entry, and the entry's name.
    pub(super) fn parent<'a>(&self, at: &'a HostPath) -> Result<(Number, &'a str), FileFault> {
        let mut segments: Vec<&str> = at.relative().segments().collect();
        let name = segments.pop().expect("at least one segment");
        let mut directory = ROOT;
        for (depth, segment) in segments.iter().enumerate() {
            directory = *self
                .entries(directory)?
                .get(*segment)
                .ok_or(FileFault::Missing)?;
            if let Content::Symlink(_) = self.node(directory).content {
                let mut way = at.relative().segments().take(depth + 1);
                let way = way.by_ref().collect::<Vec<_>>().join("/");
                return Err(FileFault::Link(way));
            }
        }
        self.entries(directory)?;
        Ok((directory, name))
    }

    pub(super) fn entries(&self, directory: Number) -> Result<&Entries, FileFault> {
        match &self.node(directory).content {
            Content::Directory(entries) => Ok(entries),
            _ => Err(FileFault::WrongKind("directory")),
        }
    }

    /// Puts an inode under a name, in place of what was there.
    pub(super) fn enter(&mut self, at: &HostPath, number: Number) -> Result<(), FileFault> {
        let (directory, name) = self.parent(at)?;
        self.make(Change::Enter {
            directory,
            name: name.into(),
            number,
        });
        Ok(())
    }

    /// Adds an entry that must not exist.
    pub(super) fn insert(
        &mut self,
        at: &HostPath,
        content: Content,
        mode: u32,
    ) -> Result<Number, FileFault> {
        let (directory, name) = self.parent(at)?;
        if self.entries(directory)?.contains_key(name) {
            return Err(FileFault::Exists);
        }
        let number = self.add(content, mode);
        self.enter(at, number)?;
        Ok(number)
    }

    /// Takes an entry out of its directory.
    pub(super) fn take(&mut self, at: &HostPath) -> Result<Number, FileFault> {
        let number = self.existing(at)?;
        let (directory, name) = self.parent(at)?;
        self.make(Change::Leave {
            directory,
            name: name.into(),
        });
        Ok(number)
    }

    pub(super) fn entry(&self, number: Number) -> Entry {
        let node = self.node(number);
        let (kind, bytes) = match &node.content {
            Content::File(bytes) => (EntryKind::File, bytes.len()),
            Content::Directory(_) => (EntryKind::Directory, 0),
            Content::Symlink(target) => (EntryKind::Symlink(target.clone()), 0),
            Content::Other => (EntryKind::Other, 0),
        };
        Entry {
            kind,
            mode: node.mode,
            bytes,
            identity: self.identity(number),
        }
    }

    pub(super) fn identity(&self, number: Number) -> Identity {
        let node = self.node(number);
        let bytes = match &node.content {
            Content::File(bytes) => bytes.len(),
            _ => 0,
        };
        let (modified_ns, changed_ns) = (node.modified_ns, node.changed_ns);
        Identity {
            device: 1,
            inode: number,
            bytes,
            modified_ns,
            changed_ns,
        }
    }

    /// Makes everything durable.
    pub(super) fn barrier(&mut self) {
        if self.has_lost {
            for one in std::mem::take(&mut self.waiting) {
                apply(Arc::make_mut(&mut self.durable), &one);
            }
        } else {
            self.durable = Arc::clone(&self.live);
            self.waiting.clear();
        }
    }

    /// A sync of these inodes has failed: what was written into files is still seen, and no later sync makes it durable,
    /// because the system takes it for written (fsync(2) on Linux; known as PostgreSQL's "fsyncgate"). Entries of
    /// directories go on waiting: a file system whose own journal fails does not answer a later sync with success.
    pub(super) fn fail_sync(&mut self, inodes: &BTreeSet<Number>) {
        let before = self.waiting.len();
        let is_content =
            |change: &Change| matches!(change, Change::Write { .. } | Change::Resize { .. });
        let is_lost = |change: &Change| is_content(change) && change.is_within(inodes);
        self.waiting.retain(|one| !is_lost(&one.change));
        self.has_lost |= self.waiting.len() < before;
    }

    /// A directory and all inodes below it.
    pub(super) fn below(&self, directory: Number) -> BTreeSet<Number> {
        reach(&self.live, vec![directory])
    }

    /// Makes a file's bytes or a directory's entries durable.
    pub(super) fn sync(&mut self, number: Number) {
        let all = std::mem::take(&mut self.waiting);
        let (durable, waiting): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|one| one.change.touches(number));
        self.waiting = waiting;
        for one in durable {
            apply(Arc::make_mut(&mut self.durable), &one);
        }
    }

    /// How many changes a power cut could take.
    pub(super) const fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// Loses what was not durable, except the waiting changes that are kept.
    pub(super) fn lose(&mut self, is_kept: impl Fn(usize) -> bool) {
        let waiting = std::mem::take(&mut self.waiting);
        let nodes = Arc::make_mut(&mut self.durable);
        for (nth, one) in waiting.iter().enumerate() {
            if is_kept(nth) {
                apply(nodes, one);
            }
        }
        self.live = Arc::clone(&self.durable);
        self.used = self.measure();
    }

    /// Tears the last change in two, if it was a write: the first half has happened. Says whether it was one.
    pub(super) fn tear(&mut self, before: &Self) -> bool {
        let Some(last) = self.waiting.last() else {
            return false;
        };
        let Change::Write { file, at, bytes } = &last.change else {
            return false;
        };
        let is_new = self.waiting.len() == before.waiting.len() + 1;
        if !is_new || bytes.len() < 2 {
            return false;
        }
        let half = Change::Write {
            file: *file,
            at: *at,
            bytes: bytes[..bytes.len() / 2].into(),
        };
        *self = before.clone();
        self.make(half);
        true
    }

    /// Brings one file back to what it was in an earlier tree, and makes that durable.
    pub(super) fn take_back(&mut self, at: &HostPath, earlier: &Self) {
        if matches!(self.find(at), Ok(Some(_))) {
            self.take(at).expect("found");
        }
        if let Ok(Some(number)) = earlier.find(at) {
            let node = earlier.node(number).clone();
            self.insert(at, node.content, node.mode)
                .expect("nothing is there");
        }
        self.barrier();
    }

    fn measure(&self) -> u64 {
        let named = reach(&self.live, vec![ROOT]);
        let bytes = |number: &Number| match &self.node(*number).content {
            Content::File(content) => content.len(),
            _ => 0,
        };
        named.iter().map(bytes).sum()
    }

    /// Forgets inodes that no directory names and nobody has open any more: for when no process is there.
    pub(super) fn forget_nameless(&mut self) {
        let entered = self.waiting.iter().filter_map(|one| match one.change {
            Change::Enter { number, .. } => Some(number),
            _ => None,
        });
        let roots: Vec<Number> = entered.chain([ROOT]).collect();
        let mut named = reach(&self.live, roots.clone());
        named.extend(reach(&self.durable, roots));
        self.waiting.retain(|one| one.change.is_within(&named));
        for nodes in [&mut self.live, &mut self.durable] {
            if nodes.len() > named.len() {
                Arc::make_mut(nodes).retain(|number, _| named.contains(number));
            }
        }
    }

    /// The same for trees in which everybody would find the same.
    pub(super) fn mark(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.mark_below(ROOT, &mut hasher);
        hasher.finish()
    }

    fn mark_below(&self, number: Number, hasher: &mut DefaultHasher) {
        let node = self.node(number);
        (node.mode, &node.owner).hash(hasher);
        match &node.content {
            Content::File(bytes) => (0, bytes.mark()).hash(hasher),
            Content::Directory(entries) => {
                (1, entries.len()).hash(hasher);
                for (name, below) in entries {
                    name.hash(hasher);
                    self.mark_below(*below, hasher);
                }
            }
            Content::Symlink(target) => (2, target).hash(hasher),
            Content::Other => 3.hash(hasher),
        }
    }
}

/// Inodes and all below them.
fn reach(nodes: &Nodes, mut todo: Vec<Number>) -> BTreeSet<Number> {
    let mut met = BTreeSet::new();
    while let Some(number) = todo.pop() {
        let is_new = met.insert(number);
        if let (true, Content::Directory(entries)) = (is_new, &nodes[&number].content) {
            todo.extend(entries.values());
        }
    }
    met
}

fn node_mut(nodes: &mut Nodes, number: Number) -> &mut Node {
    Arc::make_mut(nodes.get_mut(&number).expect("a known number"))
}

/// Changes an inode's content, which its times show.
fn touch(nodes: &mut Nodes, number: Number, at: i64) -> &mut Content {
    let node = node_mut(nodes, number);
    (node.modified_ns, node.changed_ns) = (at, at);
    &mut node.content
}

fn entries_mut(nodes: &mut Nodes, directory: Number, at: i64) -> &mut Entries {
    match touch(nodes, directory, at) {
        Content::Directory(entries) => entries,
        _ => unreachable!("walked to as a directory"),
    }
}

fn bytes_mut(nodes: &mut Nodes, file: Number, at: i64) -> &mut Bytes {
    match touch(nodes, file, at) {
        Content::File(bytes) => bytes,
        _ => unreachable!("opened as a file"),
    }
}

/// Applies a change; one that stands on another that was lost does what a disk would.
fn apply(nodes: &mut Nodes, waiting: &Waiting) {
    let now = waiting.at;
    match &waiting.change {
        Change::Write { file, at, bytes } => bytes_mut(nodes, *file, now).write_at(*at, bytes),
        Change::Resize { file, len } => bytes_mut(nodes, *file, now).resize(*len),
        Change::Enter {
            directory,
            name,
            number,
        } => {
            entries_mut(nodes, *directory, now).insert(name.clone(), *number);
        }
        Change::Leave { directory, name } => {
            entries_mut(nodes, *directory, now).remove(name);
        }
        Change::Move { from, to } => {
            if let Some(number) = entries_mut(nodes, from.0, now).remove(&from.1) {
                entries_mut(nodes, to.0, now).insert(to.1.clone(), number);
            }
        }
        Change::Mode { number, mode } => {
            let node = node_mut(nodes, *number);
            (node.mode, node.changed_ns) = (*mode, now);
        }
        Change::Owner { number, owner } => {
            let node = node_mut(nodes, *number);
            (node.owner, node.changed_ns) = (Some(owner.clone()), now);
        }
    }
}
