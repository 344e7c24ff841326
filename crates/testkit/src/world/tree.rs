//! Inodes in memory, each with what it is and what it would be after a power cut.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use sealift_engine::effects::{Entry, EntryKind, FileFault, HostPath, Identity};

/// The number of an inode.
pub(super) type Number = u64;

type Entries = BTreeMap<String, Number>;

#[derive(Debug, Clone)]
pub(super) enum Content {
    File {
        live: Arc<Vec<u8>>,
        durable: Arc<Vec<u8>>,
    },
    Directory {
        live: Entries,
        durable: Entries,
    },
    Symlink(String),
    /// A device, socket or pipe.
    Other,
}

#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) content: Content,
    pub(super) mode: u32,
    pub(super) owner: Option<String>,
    pub(super) modified_ns: i64,
    changed_ns: i64,
}

#[derive(Debug)]
pub(super) struct Tree {
    nodes: HashMap<Number, Node>,
    next: Number,
    ticks: i64,
    /// Bytes of all files.
    pub(super) used: u64,
}

const ROOT: Number = 1;

impl Tree {
    pub(super) fn new() -> Self {
        let mut tree = Self {
            nodes: HashMap::new(),
            next: ROOT,
            ticks: 0,
            used: 0,
        };
        tree.add(
            Content::Directory {
                live: Entries::new(),
                durable: Entries::new(),
            },
            0o755,
        );
        tree
    }

    pub(super) fn add(&mut self, content: Content, mode: u32) -> Number {
        let number = self.next;
        self.next += 1;
        let now = self.tick();
        let node = Node {
            content,
            mode,
            owner: None,
            modified_ns: now,
            changed_ns: now,
        };
        self.nodes.insert(number, node);
        number
    }

    pub(super) fn node(&self, number: Number) -> &Node {
        &self.nodes[&number]
    }

    /// Changes a node, which its times show.
    pub(super) fn change(&mut self, number: Number) -> &mut Node {
        let now = self.tick();
        let node = self.nodes.get_mut(&number).expect("a known number");
        node.modified_ns = now;
        node.changed_ns = now;
        node
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
            Content::Directory { live, .. } => Ok(live),
            _ => Err(FileFault::WrongKind("directory")),
        }
    }

    pub(super) fn entries_mut(&mut self, directory: Number) -> &mut Entries {
        match &mut self.change(directory).content {
            Content::Directory { live, .. } => live,
            _ => unreachable!("walked to as a directory"),
        }
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
        self.entries_mut(directory).insert(name.into(), number);
        Ok(number)
    }

    /// Takes an entry out of its directory.
    pub(super) fn take(&mut self, at: &HostPath) -> Result<Number, FileFault> {
        let (directory, name) = self.parent(at)?;
        let number = *self
            .entries(directory)?
            .get(name)
            .ok_or(FileFault::Missing)?;
        self.entries_mut(directory).remove(name);
        Ok(number)
    }

    pub(super) fn entry(&self, number: Number) -> Entry {
        let node = self.node(number);
        let (kind, bytes) = match &node.content {
            Content::File { live, .. } => (EntryKind::File, live.len() as u64),
            Content::Directory { .. } => (EntryKind::Directory, 0),
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
            Content::File { live, .. } => live.len() as u64,
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
        let numbers: Vec<Number> = self.nodes.keys().copied().collect();
        numbers.into_iter().for_each(|number| self.sync(number));
    }

    /// Makes a file's bytes or a directory's entries durable.
    pub(super) fn sync(&mut self, number: Number) {
        match &mut self.nodes.get_mut(&number).expect("a known number").content {
            Content::File { live, durable } => *durable = Arc::clone(live),
            Content::Directory { live, durable } => durable.clone_from(live),
            Content::Symlink(_) | Content::Other => {}
        }
    }

    /// Loses what was not durable.
    pub(super) fn forget(&mut self) {
        for node in self.nodes.values_mut() {
            match &mut node.content {
                Content::File { live, durable } => *live = Arc::clone(durable),
                Content::Directory { live, durable } => live.clone_from(durable),
                Content::Symlink(_) | Content::Other => {}
            }
        }
        let bytes = |node: &Node| match &node.content {
            Content::File { live, .. } => live.len() as u64,
            _ => 0,
        };
        self.used = self.nodes.values().map(bytes).sum();
    }
}
