//! Walking a source tree, following no link, and noting every problem at once.
#![allow(
    clippy::disallowed_methods,
    reason = "export mode reads the vendor's own files"
)]

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, FileType, Metadata};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use sealift_package::index::{DirectoryRow, SymlinkRow};
use sealift_package::manifest::{ComponentId, Mode, NamesProfile};
use sealift_package::path::RelativePath;
use sealift_package::{limits, names};

use super::{TreeProblem, TreeProblemKind, TreeRules};

/// What a component takes from its source, each list in the bytewise order of its paths.
#[derive(Debug, Default)]
pub(crate) struct SourceTree {
    pub(crate) directories: Vec<DirectoryRow>,
    pub(crate) files: Vec<SourceFile>,
    pub(crate) symlinks: Vec<SymlinkRow>,
}

/// A regular file as it was when the tree was walked.
#[derive(Debug, Clone)]
pub(crate) struct SourceFile {
    /// Where it goes.
    pub(crate) path: RelativePath,
    /// Where it is.
    pub(crate) from: PathBuf,
    pub(crate) mode: Mode,
    pub(crate) bytes: u64,
    /// When it was last written, to notice a change while it is being packed.
    pub(crate) modified: Option<SystemTime>,
}

/// Walks a component's source.
pub(crate) fn walk(
    component: &ComponentId,
    source: &Path,
    rules: &TreeRules,
    profile: NamesProfile,
) -> (SourceTree, Vec<TreeProblem>) {
    let mut walk = Walk {
        component,
        rules,
        profile,
        tree: SourceTree::default(),
        directories: BTreeMap::new(),
        seen: Vec::new(),
        problems: Vec::new(),
    };
    match fs::symlink_metadata(source) {
        // The source itself may be a link: only what is inside it is carried.
        Ok(_) if source.is_dir() => walk.directory(source, None),
        Ok(_) => walk.note(source, TreeProblemKind::NotADirectory),
        Err(error) => walk.unreadable(source, &error),
    }
    walk.finish()
}

struct Walk<'a> {
    component: &'a ComponentId,
    rules: &'a TreeRules,
    profile: NamesProfile,
    tree: SourceTree,
    /// Every directory that was met, and whether something in it is taken.
    directories: BTreeMap<RelativePath, (Mode, bool)>,
    /// Every path that was met and not left out, for patterns that match nothing.
    seen: Vec<String>,
    problems: Vec<TreeProblem>,
}

impl Walk<'_> {
    fn directory(&mut self, folder: &Path, at: Option<&RelativePath>) {
        let shown = at.map_or(Path::new("."), |path| Path::new(path.as_str()));
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => return self.unreadable(shown, &error),
        };
        for entry in entries {
            match entry {
                Ok(entry) => self.entry(&entry.path(), at),
                Err(error) => self.unreadable(shown, &error),
            }
        }
    }

    fn entry(&mut self, from: &Path, parent: Option<&RelativePath>) {
        let name = from.file_name().unwrap_or_default();
        let shown = parent
            .map_or_else(PathBuf::new, |path| path.as_str().into())
            .join(name);
        let Some(name) = name.to_str() else {
            return self.note(&shown, TreeProblemKind::NotUtf8);
        };
        let text = parent.map_or_else(|| name.to_owned(), |parent| format!("{parent}/{name}"));
        if self.rules.leaves_out(&text) {
            return;
        }
        self.seen.push(text.clone());
        let metadata = match fs::symlink_metadata(from) {
            Ok(metadata) => metadata,
            Err(error) => return self.unreadable(&shown, &error),
        };
        let is_directory = metadata.file_type().is_dir();
        let taken = self.rules.takes(&text);
        if !taken && !is_directory {
            return;
        }
        let path: RelativePath = match text.parse() {
            Ok(path) => path,
            Err(error) => {
                let error: sealift_package::path::PathError = error;
                return self.note(&shown, TreeProblemKind::Path { rule: error.rule });
            }
        };
        if is_directory {
            let mode = self.rules.directory_mode(&text).unwrap_or(Mode::EXECUTABLE);
            self.directories.insert(path.clone(), (mode, taken));
            return self.directory(from, Some(&path));
        }
        self.mark_parents(&path);
        self.leaf(from, path, &metadata);
    }

    fn leaf(&mut self, from: &Path, path: RelativePath, metadata: &Metadata) {
        let kind: FileType = metadata.file_type();
        if kind.is_symlink() {
            self.link(from, path);
        } else if kind.is_file() {
            self.file(from, path, metadata);
        } else {
            self.note(Path::new(path.as_str()), TreeProblemKind::Special);
        }
    }

    fn link(&mut self, from: &Path, path: RelativePath) {
        let shown = PathBuf::from(path.as_str());
        let target = match fs::read_link(from) {
            Ok(target) => target,
            Err(error) => return self.unreadable(&shown, &error),
        };
        let rule = match target.to_str() {
            None => Some("not UTF-8"),
            Some("") => Some("empty"),
            Some(target) if target.len() > limits::LINK_BYTES => Some("longer than 1024 bytes"),
            Some(target) if target.chars().any(char::is_control) => {
                Some("no text: it has a control character in it")
            }
            Some(_) => None,
        };
        if let Some(rule) = rule {
            return self.note(&shown, TreeProblemKind::LinkTarget { rule });
        }
        let target = target.to_string_lossy().into_owned();
        let row = SymlinkRow { path, target };
        if row.leaves_tree() && !self.rules.may_leave(row.path.as_str()) {
            let target = row.target;
            return self.note(&shown, TreeProblemKind::OutwardLink { target });
        }
        self.tree.symlinks.push(row);
    }

    fn file(&mut self, from: &Path, path: RelativePath, metadata: &Metadata) {
        let ruled = self.rules.file_mode(path.as_str());
        let mode = match (ruled, special_bits(metadata)) {
            (Some(mode), _) => mode,
            (None, Some(mode)) => {
                return self.note(Path::new(path.as_str()), TreeProblemKind::SetId { mode });
            }
            (None, None) if is_executable(&path, metadata) => Mode::EXECUTABLE,
            (None, None) => Mode::FILE,
        };
        self.tree.files.push(SourceFile {
            path,
            from: from.into(),
            mode,
            bytes: metadata.len(),
            modified: metadata.modified().ok(),
        });
    }

    /// The directories above something that is taken are taken too.
    fn mark_parents(&mut self, path: &RelativePath) {
        let mut parent = path.parent();
        while let Some(path) = parent {
            match self.directories.get_mut(&path) {
                Some((_, taken)) if !*taken => *taken = true,
                _ => return,
            }
            parent = path.parent();
        }
    }

    fn finish(mut self) -> (SourceTree, Vec<TreeProblem>) {
        // A directory that a pattern takes is only there together with those above it.
        let taken: Vec<RelativePath> = self
            .directories
            .iter()
            .filter(|(_, (_, taken))| *taken)
            .map(|(path, _)| path.clone())
            .collect();
        for path in &taken {
            self.mark_parents(path);
        }
        let directories = std::mem::take(&mut self.directories);
        let rows = directories.into_iter().filter(|(_, (_, taken))| *taken);
        self.tree.directories = rows
            .map(|(path, (mode, _))| DirectoryRow { mode, path })
            .collect();
        self.tree.files.sort_by(|a, b| a.path.cmp(&b.path));
        self.tree.symlinks.sort_by(|a, b| a.path.cmp(&b.path));
        self.check_names();
        self.check_patterns();
        self.problems.sort_by(|a, b| a.path.cmp(&b.path));
        (self.tree, self.problems)
    }

    fn check_names(&mut self) {
        let directories = self.tree.directories.iter().map(|row| &row.path);
        let files = self.tree.files.iter().map(|file| &file.path);
        let links = self.tree.symlinks.iter().map(|row| &row.path);
        let mut problems = Vec::new();
        let mut folded: HashMap<_, &RelativePath> = HashMap::new();
        for path in directories.chain(files).chain(links) {
            if let Err(rule) = names::check(self.profile, path) {
                problems.push((path, TreeProblemKind::NotPortable { rule }));
            }
            if self.profile == NamesProfile::Posix {
                continue;
            }
            if let Some(other) = folded.insert(names::fold(path.as_str()), path) {
                let other = other.to_string();
                problems.push((path, TreeProblemKind::Collision { other }));
            }
        }
        let component = self.component;
        self.problems
            .extend(problems.into_iter().map(|(path, kind)| TreeProblem {
                component: component.clone(),
                path: path.as_str().into(),
                kind,
            }));
    }

    fn check_patterns(&mut self) {
        let modes = self.rules.modes.iter().map(|rule| &rule.glob);
        let patterns = self
            .rules
            .include
            .iter()
            .chain(modes)
            .chain(&self.rules.outward_symlinks);
        let idle = patterns.filter(|pattern| !self.seen.iter().any(|path| pattern.means_any(path)));
        let idle: Vec<String> = idle.map(ToString::to_string).collect();
        for pattern in idle {
            self.note(Path::new(&pattern), TreeProblemKind::PatternWithoutMatch);
        }
    }

    fn unreadable(&mut self, path: &Path, error: &std::io::Error) {
        let detail = error.to_string();
        self.note(path, TreeProblemKind::Unreadable { detail });
    }

    fn note(&mut self, path: &Path, kind: TreeProblemKind) {
        self.problems.push(TreeProblem {
            component: self.component.clone(),
            path: path.into(),
            kind,
        });
    }
}

#[cfg(unix)]
fn special_bits(metadata: &Metadata) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = metadata.permissions().mode() & 0o7777;
    (mode & 0o7000 != 0).then_some(mode)
}

#[cfg(unix)]
fn is_executable(_: &RelativePath, metadata: &Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    metadata.permissions().mode() & 0o111 != 0
}

/// Windows has no such bits.
#[cfg(not(unix))]
fn special_bits(_: &Metadata) -> Option<u32> {
    None
}

/// Windows tells programs by the ends of their names.
#[cfg(not(unix))]
fn is_executable(path: &RelativePath, _: &Metadata) -> bool {
    let name = path.file_name().to_ascii_lowercase();
    [".exe", ".dll", ".com", ".bat", ".cmd", ".ps1", ".sh"]
        .iter()
        .any(|end| name.ends_with(end))
}
