//! Releases of any size, generated from seeds without ever being held in memory.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::{Product, Vendor};

/// Files lie in folders of so many.
const IN_A_FOLDER: usize = 16;

/// A release of [`Product::ID`] with one component, `load`, of files that no compressor makes smaller.
#[derive(Debug, Clone)]
pub struct Load {
    version: String,
    sequence: u64,
    files: Vec<(u64, u64)>,
}

impl Load {
    /// A release without files.
    #[must_use]
    pub fn release(version: &str, sequence: u64) -> Self {
        Self {
            version: version.into(),
            sequence,
            files: Vec::new(),
        }
    }

    /// Adds files of so many bytes each. The same seed makes the same files, in whatever release.
    #[must_use]
    pub fn files(mut self, seed: u64, count: usize, bytes: u64) -> Self {
        let seeds = (seed << 32..).take(count);
        self.files.extend(seeds.map(|seed| (seed, bytes)));
        self
    }

    /// Writes the description and its tree into a folder of the vendor's desk, and says where the description lies.
    #[track_caller]
    #[must_use]
    pub fn write(&self, vendor: &Vendor) -> PathBuf {
        let folder = vendor.folder().join(format!("load-{}", self.version));
        let tree = folder.join("tree");
        for (number, (seed, bytes)) in self.files.iter().enumerate() {
            let below = tree.join(format!("{:03}", number / IN_A_FOLDER));
            std::fs::create_dir_all(&below).expect("folders");
            let file = below.join(format!("{number:04}.bin"));
            write_noise(&file, *seed, *bytes).expect("writes");
            if number % IN_A_FOLDER == 0 {
                make_executable(&file);
            }
        }
        let description = folder.join("sealift.toml");
        let text = format!(
            "product = \"{}\"\nname = \"Load\"\nvendor = \"Acme\"\nversion = \"{}\"\nsequence = {}\n\
             platforms = [\"linux-any\", \"windows-any\", \"macos-any\"]\n\n\
             [[components]]\nid = \"load\"\nsource = \"tree\"\n",
            Product::ID,
            self.version,
            self.sequence
        );
        std::fs::write(&description, text).expect("writes");
        description
    }

    /// Writes it down, packs it into exactly one volume, and gives its sources up.
    #[track_caller]
    #[must_use]
    pub fn pack(&self, vendor: &Vendor) -> PathBuf {
        let description = self.write(vendor);
        let volume = vendor.pack_one(&description);
        std::fs::remove_dir_all(description.parent().expect("a folder")).expect("removed");
        volume
    }
}

/// Writes bytes of xorshift64*: incompressible, and the same for the same seed.
fn write_noise(path: &Path, seed: u64, bytes: u64) -> std::io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    let mut state = seed.wrapping_mul(2).wrapping_add(1);
    let mut left = bytes;
    while left > 0 {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        let word = state.wrapping_mul(0x2545_f491_4f6c_dd1d).to_le_bytes();
        let taken = left.min(8);
        out.write_all(&word[..usize::try_from(taken).expect("at most 8")])?;
        left -= taken;
    }
    out.flush()
}

#[cfg(unix)]
fn make_executable(file: &Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o755)).expect("a mode");
}

#[cfg(not(unix))]
fn make_executable(_: &Path) {}
