//! Trees to be measured on: real ones made fit for every contender, ones with a known change, and noise.

use anyhow::{Context, Result};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Component, Path, PathBuf};

const MIB: u64 = 1 << 20;
/// Size of one generated file; a release of few large files shows streaming, not the cost of opening files.
const FILE_SIZE: u64 = 16 * MIB;

/// What a tree holds.
pub(super) struct Census {
    pub(super) files: Vec<(PathBuf, u64)>,
}

impl Census {
    /// Counts the regular files below a folder.
    pub(super) fn of(folder: &Path) -> Result<Self> {
        let mut census = Self { files: Vec::new() };
        census.walk(folder, &mut |_, _| Ok(()))?;
        census.files.sort();
        Ok(census)
    }

    pub(super) fn bytes(&self) -> u64 {
        self.files.iter().map(|(_, bytes)| bytes).sum()
    }

    pub(super) fn told(&self) -> String {
        #[expect(clippy::cast_precision_loss, reason = "megabytes for people to read")]
        let megabytes = self.bytes() as f64 / 1e6;
        format!("{} files, {megabytes:.0} MB", self.files.len())
    }

    fn walk(
        &mut self,
        folder: &Path,
        link: &mut impl FnMut(&Path, &Path) -> Result<()>,
    ) -> Result<()> {
        for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
            let path = entry?.path();
            let found = fs::symlink_metadata(&path)?;
            if found.is_dir() {
                self.walk(&path, link)?;
            } else if found.is_symlink() {
                link(&path, &fs::read_link(&path)?)?;
            } else if found.is_file() {
                self.files.push((path, found.len()));
            }
        }
        Ok(())
    }
}

/// Removes the links that lead out of a tree: a site would have to allow them by its policy, and no other contender asks.
pub(super) fn remove_outward_links(tree: &Path) -> Result<usize> {
    let mut removed = 0;
    let mut census = Census { files: Vec::new() };
    census.walk(tree, &mut |link, target| {
        let within = link.strip_prefix(tree).unwrap_or(link);
        if leads_out(within, target) {
            fs::remove_file(link)?;
            removed += 1;
        }
        Ok(())
    })?;
    Ok(removed)
}

/// Whether a link at this path of the tree, with this target, leaves it on any part of its way.
fn leads_out(link: &Path, target: &Path) -> bool {
    let mut depth = link.components().count() - 1;
    for part in target.components() {
        match part {
            Component::CurDir => {}
            Component::Normal(_) => depth += 1,
            Component::ParentDir if depth > 0 => depth -= 1,
            _ => return true,
        }
    }
    false
}

/// Changes whole files of a tree in place until they hold this share of its bytes, in parts of a hundred; which ones is
/// told by their paths alone. Each byte becomes another, and what could be compressed still can. Returns the bytes changed.
pub(super) fn change(tree: &Path, percent: u64) -> Result<u64> {
    let census = Census::of(tree)?;
    let wanted = census.bytes() * percent / 100;
    let mut files = census.files;
    files.sort_by_key(|(path, _)| scattered(path.strip_prefix(tree).unwrap_or(path)));
    let mut changed = 0;
    for (path, bytes) in files {
        if changed + bytes > wanted {
            continue; // a smaller one may still fit
        }
        let content: Vec<u8> = fs::read(&path)?.iter().map(|byte| byte ^ 0x55).collect();
        fs::write(&path, content)?;
        changed += bytes;
    }
    Ok(changed)
}

/// FNV-1a of a path: an order that has nothing to do with the tree's.
fn scattered(path: &Path) -> u64 {
    let bytes = path.as_os_str().as_encoded_bytes();
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Writes that many MiB of bytes that no compressor can shrink and that are the same on every machine.
pub(super) fn generate(folder: &Path, mebibytes: u64) -> Result<()> {
    fs::create_dir_all(folder)?;
    let mut noise = Noise(0x5ea1_1f70_5ea1_1f70);
    let mut left = mebibytes * MIB;
    for number in 0.. {
        if left == 0 {
            break;
        }
        let file = File::create(folder.join(format!("{number:05}.bin")))?;
        let mut file = BufWriter::with_capacity(1 << 20, file);
        let length = left.min(FILE_SIZE);
        for _ in 0..length / 8 {
            file.write_all(&noise.next().to_le_bytes())?;
        }
        file.flush()?;
        left -= length;
    }
    Ok(())
}

/// Marsaglia's xorshift64*: small, fast, and no compressor finds its pattern.
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_is_the_same_on_every_machine_and_repeats_no_word_soon() {
        let mut noise = Noise(0x5ea1_1f70_5ea1_1f70);
        let words: Vec<u64> = (0..1000).map(|_| noise.next()).collect();
        let distinct: std::collections::BTreeSet<_> = words.iter().collect();
        assert_eq!(distinct.len(), 1000);
        let mut again = Noise(0x5ea1_1f70_5ea1_1f70);
        assert!(words.iter().all(|word| *word == again.next()));
    }

    #[test]
    fn a_link_leads_out_when_any_part_of_its_way_does() {
        let out = |link: &str, target: &str| leads_out(Path::new(link), Path::new(target));
        assert!(!out("usr/lib/a", "../share/b"));
        assert!(!out("a", "./b"));
        assert!(out("usr/a", "../../b"));
        assert!(out("usr/a", "/etc/b"));
        assert!(out("usr/a", "../../usr/b"));
    }

    #[test]
    fn a_change_has_the_size_that_was_asked_for() {
        let tree = std::env::temp_dir().join(format!("sealift-change-{}", std::process::id()));
        fs::create_dir_all(&tree).expect("a folder");
        for number in 0..100 {
            fs::write(tree.join(number.to_string()), [7; 1000]).expect("a file");
        }
        let changed = change(&tree, 5).expect("a tree that can be changed");
        let files = Census::of(&tree).expect("a tree that can be read").files;
        let different = files
            .iter()
            .filter(|(path, _)| fs::read(path).expect("a file")[0] != 7);
        assert_eq!((changed, different.count()), (5000, 5));
        fs::remove_dir_all(tree).expect("it was ours");
    }
}
