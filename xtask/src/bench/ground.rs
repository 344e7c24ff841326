//! The place of a suite: a vendor with a key, a site that trusts it, and the release build of `sealift`.

use super::contest::Rules;
use crate::job::find_text;
use crate::program::Program;
use crate::sealift::{Profile, Sealift};
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// The product that is measured.
pub(super) const PRODUCT: &str = "org.example.bench";
/// The vendor's public key.
const PUBLIC_KEY: &str = "vendor/sealift.pub";

/// Where turns put what earlier ones have made.
const ASIDE: &str = "aside";

/// A folder of a suite's own, in which each command runs; gone when the suite is over.
pub(super) struct Ground {
    sealift: Sealift,
    folder: PathBuf,
}

/// A release to be packed.
pub(super) struct Description<'a> {
    /// Folders of components, below the ground.
    pub(super) sources: &'a [String],
    pub(super) version: &'a str,
    pub(super) sequence: u64,
    /// Whether names that Windows cannot hold are among its files.
    pub(super) has_posix_names: bool,
}

impl Ground {
    pub(super) fn new(workspace: &Workspace, suite: &str) -> Result<Self> {
        // Another build of it may be named, to be compared with this one.
        let sealift = match std::env::var_os("SEALIFT_PROGRAM") {
            Some(program) => Sealift::at(PathBuf::from(program))?,
            None => Sealift::build(workspace, Profile::Release)?,
        };
        let folder = workspace.target().join("bench").join(suite);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        let ground = Self { sealift, folder };
        ground.found()?;
        Ok(ground)
    }

    /// A vendor's key, and a site that trusts it.
    fn found(&self) -> Result<()> {
        let words = ["--json", "keygen", "--out", "vendor", "--no-password"];
        let key: serde_json::Value = serde_json::from_str(&self.sealift(&words).output()?)?;
        let fingerprint = find_text(&key, "fingerprint").context("keygen tells the fingerprint")?;
        self.on_site(&["trust", "add", PUBLIC_KEY, "--fingerprint", &fingerprint])
            .output()?;
        fs::rename(self.path("site"), self.path("founded"))?;
        Ok(())
    }

    /// A path below this ground.
    pub(super) fn path(&self, below: &str) -> PathBuf {
        self.folder.join(below)
    }

    /// How its steps are run.
    pub(super) fn rules(&self, rounds: usize, is_cold: bool) -> Rules {
        Rules {
            rounds,
            is_cold,
            aside: self.path(ASIDE),
            log: self.path("said.txt"),
        }
    }

    /// `sealift` with these words.
    pub(super) fn sealift(&self, words: &[&str]) -> Program {
        self.sealift.command(&self.folder, words)
    }

    /// `sealift` on the site.
    pub(super) fn on_site(&self, words: &[&str]) -> Program {
        self.sealift(&[&["--root", "site"], words].concat())
    }

    /// A line of shell, of which each part must succeed.
    pub(super) fn shell(&self, line: &str) -> Program {
        Program::new("bash")
            .args(["-e", "-o", "pipefail", "-c", line])
            .within(&self.folder)
    }

    /// Puts out of the way what earlier turns have made, without removing any of it.
    pub(super) fn aside(&self, what: &str) -> Program {
        self.shell(&aside(what))
    }

    /// Makes the site what it was when it had seen no release.
    pub(super) fn new_site(&self) -> Program {
        self.shell(&format!("{}; cp -a founded site", aside("site")))
    }

    pub(super) fn pack(&self, description: &str, out: &str) -> Program {
        let words = ["pack", description, "--key", "vendor/sealift.key"];
        self.sealift(&[&words[..], &["--out", out]].concat())
    }

    pub(super) fn verify(&self, folder: &str) -> Result<Program> {
        let program = self.sealift(&["verify", "--key", PUBLIC_KEY]);
        Ok(program.args(self.volumes(folder)?))
    }

    /// The volumes in a folder.
    pub(super) fn volumes(&self, folder: &str) -> Result<Vec<PathBuf>> {
        let path = self.path(folder);
        let mut volumes = fs::read_dir(&path)
            .with_context(|| path.display().to_string())?
            .map(|entry| Ok(entry?.path()))
            .collect::<Result<Vec<PathBuf>>>()?;
        volumes.retain(|path| path.extension().is_some_and(|ending| ending == "sealift"));
        volumes.sort();
        Ok(volumes)
    }

    pub(super) fn change(&self, operation: &str) -> Program {
        self.on_site(&[operation, PRODUCT, "--yes"])
    }

    /// Writes a release's description.
    pub(super) fn describe(&self, file: &str, release: &Description<'_>) -> Result<()> {
        fs::write(self.path(file), release.text())
            .with_context(|| self.path(file).display().to_string())
    }

    /// Takes everything away.
    pub(super) fn clear(self) -> Result<()> {
        Ok(fs::remove_dir_all(self.folder)?)
    }
}

/// A line of shell that moves these files and folders away, where they are there.
fn aside(what: &str) -> String {
    format!(
        "for old in {what}; do if [ -e $old ]; then mkdir -p {ASIDE}; \
         mv $old {ASIDE}/$(basename $old).$(date +%s%N); fi; done"
    )
}

impl Description<'_> {
    fn text(&self) -> String {
        let names = if self.has_posix_names {
            "posix"
        } else {
            "portable"
        };
        let mut text = format!(
            "product = \"{PRODUCT}\"\nname = \"Bench\"\nvendor = \"Bench\"\nversion = \"{}\"\nsequence = {}\n\
             platforms = [\"linux-any\"]\nnames = \"{names}\"\n",
            self.version, self.sequence
        );
        for source in self.sources {
            let id = Path::new(source).file_name().unwrap_or_default();
            let id = id.to_string_lossy();
            text.push_str(&format!(
                "\n[[components]]\nid = \"{id}\"\nsource = \"{source}\"\n"
            ));
        }
        text
    }
}
