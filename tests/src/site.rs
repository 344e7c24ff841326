//! A facility: a root of its own with everything that Sealift does below it.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Run, Tree, Vendor, sealift, tree_of};

/// Where Sealift keeps what is its own, on each system.
const OWN: [&str; 4] = [
    "var/lib/sealift",
    "etc/sealift",
    "run/sealift",
    "ProgramData/Sealift",
];

/// A relocated world, gone with all its processes when dropped.
pub struct Site {
    folder: tempfile::TempDir,
}

impl Default for Site {
    fn default() -> Self {
        Self::new()
    }
}

impl Site {
    /// An empty world.
    #[must_use]
    pub fn new() -> Self {
        Self {
            folder: tempfile::Builder::new()
                .prefix("site")
                .tempdir()
                .expect("a folder"),
        }
    }

    /// An empty world that trusts a vendor's key.
    #[track_caller]
    #[must_use]
    pub fn trusting(vendor: &Vendor) -> Self {
        let site = Self::new();
        site.trust(vendor);
        site
    }

    /// Trusts a vendor's key by the fingerprint that the vendor's own machine tells.
    #[track_caller]
    pub fn trust(&self, vendor: &Vendor) {
        self.run([
            "trust",
            "add",
            &vendor.public_key().to_string_lossy(),
            "--fingerprint",
            &vendor.fingerprint(),
        ])
        .succeeds();
    }

    /// The world's root.
    #[must_use]
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// The program, pointed at this world.
    #[must_use]
    pub fn sealift(&self) -> Command {
        let mut command = sealift();
        command.arg("--root").arg(self.root());
        command
    }

    /// Runs the program in this world.
    #[track_caller]
    #[must_use]
    pub fn run<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Run {
        Run::of(self.sealift().args(arguments))
    }

    /// Imports volumes in the order given.
    #[track_caller]
    #[must_use]
    pub fn import(&self, volumes: &[PathBuf]) -> Run {
        Run::of(self.sealift().arg("import").args(volumes))
    }

    /// What a product has placed: everything but Sealift's own state.
    #[must_use]
    pub fn placed(&self) -> Tree {
        let is_own = |path: &str| OWN.iter().any(|own| path.starts_with(own));
        let holds_own = |path: &str| OWN.iter().any(|own| own.starts_with(&format!("{path}/")));
        let mut placed = self.world();
        placed.retain(|path, _| !is_own(path) && !holds_own(path));
        placed
    }

    /// Everything below the root, Sealift's own state with it.
    #[must_use]
    pub fn world(&self) -> Tree {
        tree_of(self.root())
    }

    /// The active release of the only product installed here.
    ///
    /// It is found as people find it: through the switch, which is a pointer file where there are no links.
    #[track_caller]
    #[must_use]
    pub fn current(&self) -> PathBuf {
        let world = self.world();
        let switches: Vec<&String> = world
            .keys()
            .filter(|path| path.ends_with("/current"))
            .collect();
        assert_eq!(switches.len(), 1, "switches below the root: {switches:?}");
        let switch = self.path(switches[0]);
        let pointer = std::fs::read_to_string(&switch).unwrap_or_default();
        match pointer.strip_prefix("sealift-switch/v1 ") {
            Some(to) => switch.with_file_name(to.trim()),
            None => switch,
        }
    }

    /// A path below the root.
    #[must_use]
    pub fn path(&self, below: &str) -> PathBuf {
        self.root().join(below)
    }

    /// Exports the log as HTML and verifies it against the log's own key, as an officer would elsewhere.
    #[track_caller]
    pub fn verify_log(&self) {
        let elsewhere = tempfile::tempdir().expect("a folder");
        let (report, key) = (
            elsewhere.path().join("report.html"),
            elsewhere.path().join("log.key"),
        );
        Run::of(
            self.sealift()
                .args(["audit", "checkpoint", "--key", "--out"])
                .arg(&key),
        )
        .succeeds();
        Run::of(
            self.sealift()
                .args(["audit", "export", "--format", "html", "--out"])
                .arg(&report),
        )
        .succeeds();
        let verified = Run::of(
            sealift()
                .args(["audit", "verify"])
                .arg(&report)
                .arg("--log-key")
                .arg(&key),
        );
        let _ = verified.exits(0).says("VALID");
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        // A supervisor outlives the command that started it; the world's end is its end.
        let _ = self.run(["supervise", "--stop"]);
    }
}
