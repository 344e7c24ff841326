//! What lies in a folder, so that before and after can be compared.

use std::collections::BTreeMap;
use std::path::Path;

use sealift_document::Digest;

/// Every entry below a folder: its path, and what it is (mode and digest, link target, or directory).
pub type Tree = BTreeMap<String, String>;

/// Reads a folder.
#[must_use]
pub fn tree_of(folder: &Path) -> Tree {
    let mut tree = Tree::new();
    if folder.exists() {
        walk(folder, folder, &mut tree);
    }
    tree
}

fn walk(folder: &Path, at: &Path, tree: &mut Tree) {
    for entry in std::fs::read_dir(at).expect("readable") {
        let entry = entry.expect("readable");
        let (path, kind) = (entry.path(), entry.file_type().expect("has a type"));
        let name = path
            .strip_prefix(folder)
            .expect("below")
            .to_string_lossy()
            .replace('\\', "/");
        let mode = mode(&entry.metadata().expect("has metadata"));
        let what = if kind.is_symlink() {
            format!(
                "-> {}",
                std::fs::read_link(&path).expect("a link").display()
            )
        } else if kind.is_dir() {
            walk(folder, &path, tree);
            format!("directory {mode}")
        } else if kind.is_file() {
            format!(
                "{mode} {}",
                Digest::of(&std::fs::read(&path).expect("readable"))
            )
        } else {
            "something else".into()
        };
        tree.insert(name, what);
    }
}

#[cfg(unix)]
fn mode(metadata: &std::fs::Metadata) -> String {
    use std::os::unix::fs::PermissionsExt;
    format!("{:04o}", metadata.permissions().mode() & 0o7777)
}

#[cfg(not(unix))]
fn mode(_: &std::fs::Metadata) -> String {
    "-".into()
}
