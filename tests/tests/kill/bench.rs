//! A site and what people do with it.

use std::path::Path;
use std::process::Command;

use sealift_journeys::{Product, Run, Site};
use serde_json::Value;

use crate::stock::Stock;

/// The site of a scene, and a folder for what is exported.
pub(crate) struct Bench {
    pub(crate) site: Site,
    out: tempfile::TempDir,
}

impl Bench {
    pub(crate) fn new() -> Self {
        Self {
            site: Site::trusting(&Stock::get().first),
            out: tempfile::tempdir().expect("a folder"),
        }
    }

    /// The folder for exports.
    pub(crate) fn out(&self) -> &Path {
        self.out.path()
    }

    /// A command in this world.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut command = self.site.sealift();
        command.args(words);
        command
    }

    #[track_caller]
    pub(crate) fn does(&self, words: &[&str]) -> Run {
        Run::of(&mut self.command(words)).succeeds()
    }

    /// Imports what the depot does not have yet, whole.
    #[track_caller]
    pub(crate) fn stock(&self, versions: &[usize]) {
        for version in versions {
            if !self.has(*version) {
                let volume = text(Stock::get().volume(*version));
                self.does(&["import", &volume]);
            }
        }
    }

    /// Removes a release from the depot.
    #[track_caller]
    pub(crate) fn drop(&self, version: usize) {
        if self.has(version) {
            self.does(&["depot", "gc", "--remove", &named(version)]);
        }
    }

    /// Installs a version over what is there.
    #[track_caller]
    pub(crate) fn install(&self, version: usize) {
        Run::of(&mut self.installing(version)).succeeds();
    }

    pub(crate) fn installing(&self, version: usize) -> Command {
        let accepted = ["--yes", "--accept", "command-without-sandbox"];
        let mut command = self.command(&["install", &named(version)]);
        command.args(accepted);
        command
    }

    /// Takes the product away, its data too.
    #[track_caller]
    pub(crate) fn uninstall(&self) {
        if self.installed().is_some() {
            self.does(&["uninstall", Product::ID, "--purge", "--yes"]);
        }
    }

    /// The version in use.
    #[track_caller]
    pub(crate) fn installed(&self) -> Option<String> {
        let status = self.status();
        let version = &status["products"][0]["version"];
        version.as_str().map(str::to_owned)
    }

    #[track_caller]
    pub(crate) fn status(&self) -> Value {
        self.does(&["--json", "status", "--full"]).json()
    }

    /// The releases in the depot.
    #[track_caller]
    pub(crate) fn releases(&self) -> Value {
        self.does(&["--json", "list"]).json()
    }

    #[track_caller]
    fn has(&self, version: usize) -> bool {
        let releases = self.releases();
        let releases = releases.as_array().expect("a list");
        releases
            .iter()
            .any(|one| one["version"] == format!("{version}.0.0") && one["complete"] == true)
    }

    /// The fingerprints of the keys trusted here.
    #[track_caller]
    pub(crate) fn keys(&self) -> Vec<String> {
        let keys = self.does(&["--json", "trust", "list"]).json();
        let keys = keys.as_array().expect("a list");
        let print = |key: &Value| key["fingerprint"].as_str().expect("a text").to_owned();
        keys.iter().map(print).collect()
    }

    /// The log's size and root, signed, as an officer would note it.
    #[track_caller]
    pub(crate) fn checkpoint(&self) -> String {
        self.does(&["audit", "checkpoint"]).out
    }
}

/// A release by its name.
pub(crate) fn named(version: usize) -> String {
    format!("{}@{version}.0.0", Product::ID)
}

/// A path as an argument.
pub(crate) fn text(path: &Path) -> String {
    path.to_str().expect("a path in UTF-8").to_owned()
}
