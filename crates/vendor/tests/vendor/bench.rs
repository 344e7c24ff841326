//! A vendor's folder for one test.

use std::fs;
use std::path::{Path, PathBuf};

use sealift_document::Timestamp;
use sealift_vendor::{
    Description, Issued, PackError, PackOptions, Packing, SecretKeyFile, SigningKey, Watch, keygen,
    pack,
};

/// The smallest description that packs, for a component `server` in `tree`.
pub(crate) const DESCRIPTION: &str = r#"
product = "com.acme.monitor"
name = "Monitor"
vendor = "Acme"
version = "1.0.0"
sequence = 1
issued = 2026-10-01T00:00:00Z
platforms = ["linux-any", "windows-any", "macos-any"]

[[components]]
id = "server"
source = "tree"
"#;

pub(crate) struct Bench {
    folder: tempfile::TempDir,
}

impl Bench {
    /// A folder with the smallest description and an empty tree.
    pub(crate) fn new() -> Self {
        let bench = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        bench.describe(DESCRIPTION);
        fs::create_dir(bench.at("tree")).expect("a folder");
        bench
    }

    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn describe(&self, text: &str) {
        fs::write(self.at("sealift.toml"), text).expect("writes");
    }

    /// Writes a file of the tree, with the folders above it.
    pub(crate) fn file(&self, path: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let at = self.at("tree").join(path);
        fs::create_dir_all(at.parent().expect("a folder")).expect("folders");
        fs::write(&at, bytes).expect("writes");
        at
    }

    pub(crate) fn description(&self) -> Description {
        Description::load(&self.at("sealift.toml")).expect("a good description")
    }

    /// A key pair in `keys`, made at the first call.
    pub(crate) fn key(&self) -> SigningKey {
        let folder = self.at("keys");
        if !folder.exists() {
            keygen(&folder, None).expect("a key pair");
        }
        let file = SecretKeyFile::read(&folder.join("sealift.key")).expect("a key");
        file.unlock(None).expect("no password")
    }

    pub(crate) fn pack_with(
        &self,
        out: &str,
        change: impl FnOnce(&mut PackOptions<'_>),
        watch: Watch<'_>,
    ) -> Result<Packing, PackError> {
        self.pack_over(&[], out, change, watch)
    }

    pub(crate) fn pack_over(
        &self,
        bases: &[PathBuf],
        out: &str,
        change: impl FnOnce(&mut PackOptions<'_>),
        watch: Watch<'_>,
    ) -> Result<Packing, PackError> {
        let (key, out) = (self.key(), self.at(out));
        let mut options = PackOptions {
            key: Some(&key),
            out: &out,
            volume_size: None,
            bases,
            issued: Issued {
                given: None,
                fallback: time("2026-11-21T09:30:00Z"),
            },
            dates: None,
        };
        change(&mut options);
        pack(&self.description(), &options, watch)
    }

    /// Packs without a key, at a moment that is to be written into a file when it counts.
    pub(crate) fn pack_dating(
        &self,
        dates: &Path,
        bases: &[PathBuf],
        out: &str,
        clock: &str,
        watch: Watch<'_>,
    ) -> Result<Packing, PackError> {
        let options = PackOptions {
            key: None,
            out: &self.at(out),
            volume_size: None,
            bases,
            issued: Issued {
                given: None,
                fallback: time(clock),
            },
            dates: Some(dates),
        };
        pack(&self.description(), &options, watch)
    }

    /// Packs into one volume.
    pub(crate) fn pack(&self, out: &str) -> PathBuf {
        let packing = self.pack_with(out, |_| {}, Watch::nobody()).expect("packs");
        assert_eq!(packing.volumes.len(), 1);
        packing.volumes[0].path.clone()
    }
}

pub(crate) fn time(text: &str) -> Timestamp {
    text.parse().expect(text)
}

/// Bytes that zstd makes no smaller, the same for the same seed: xorshift64*.
pub(crate) fn noise(seed: u64, bytes: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(2).wrapping_add(1);
    let words = std::iter::repeat_with(|| {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        state.wrapping_mul(0x2545_f491_4f6c_dd1d).to_le_bytes()
    });
    words.flatten().take(bytes).collect()
}

/// The names in a folder, sorted.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else {
        return vec![];
    };
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}
