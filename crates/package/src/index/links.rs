//! Where a symbolic link can lead.

use crate::path::RelativePath;

/// Whether following a link can lead out of the tree that it is in.
///
/// Decided by the text alone, and so that no other link can change the answer: the directories above the link are
/// real ones, because nothing may lie below a link, so leading `..` can be counted; a `..` further on may follow a
/// name that is itself a link, so it counts as leading out. Backslashes and colons are separators and drives to
/// Windows.
pub(super) fn leaves_tree(path: &RelativePath, target: &str) -> bool {
    if target.starts_with('/') || target.contains(['\\', ':']) {
        return true;
    }
    let segments = || {
        target
            .split('/')
            .filter(|segment| !matches!(*segment, "" | "."))
    };
    let up = segments().take_while(|segment| *segment == "..").count();
    let above = path.segments().count() - 1;
    up > above || segments().skip(up).any(|segment| segment == "..")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p02_a_link_leaves_its_tree_when_it_may() {
        let leaves = |path: &str, target| leaves_tree(&path.parse().expect("a path"), target);
        for (path, target) in [
            ("a", "/etc/passwd"),
            ("a", ".."),
            ("a", "../x"),
            ("a/b", "../../x"),
            ("a/b", "./.././../x"),
            ("a/b/c", "../l/../.."),
            ("a", "x/../../y"),
            ("a", "C:x"),
            ("a/b", "..\\..\\x"),
        ] {
            assert!(leaves(path, target), "{path} -> {target}");
        }
        for (path, target) in [
            ("a", "b"),
            ("a/b", "../c"),
            ("a/b/c", "../../d/e"),
            ("a", "."),
            ("a", "b//c"),
            ("a/b", ".."),
        ] {
            assert!(!leaves(path, target), "{path} -> {target}");
        }
    }
}
