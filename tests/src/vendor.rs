//! A vendor with a key and a folder.

use std::path::{Path, PathBuf};

use crate::{Run, sealift};

/// A vendor's desk: a key pair and a folder of its own, gone when dropped.
pub struct Vendor {
    folder: tempfile::TempDir,
}

impl Default for Vendor {
    fn default() -> Self {
        Self::new()
    }
}

impl Vendor {
    /// Makes a desk and a key pair.
    #[must_use]
    pub fn new() -> Self {
        let vendor = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        Run::of(
            sealift()
                .args(["keygen", "--no-password", "--out"])
                .arg(vendor.folder.path()),
        )
        .succeeds();
        vendor
    }

    /// The folder of the desk.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The secret key's file.
    #[must_use]
    pub fn secret_key(&self) -> PathBuf {
        self.folder.path().join("sealift.key")
    }

    /// The public key's file.
    #[must_use]
    pub fn public_key(&self) -> PathBuf {
        self.folder.path().join("sealift.pub")
    }

    /// The public key's fingerprint, as the vendor's own machine tells it and the paper has it.
    #[track_caller]
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let shown = Run::of(
            sealift()
                .arg("--json")
                .args(["trust", "fingerprint"])
                .arg(self.public_key()),
        )
        .exits(0);
        let told = shown.json();
        told["fingerprint"].as_str().expect("a fingerprint").into()
    }

    /// Packs a description into volumes, with further arguments, and says where they are, in order.
    #[track_caller]
    #[must_use]
    pub fn pack(&self, description: &Path, arguments: &[&str]) -> Vec<PathBuf> {
        let out = tempfile::tempdir_in(self.folder.path())
            .expect("a folder")
            .keep();
        let run = Run::of(
            sealift()
                .arg("pack")
                .arg(description)
                .arg("--key")
                .arg(self.secret_key())
                .arg("--out")
                .arg(&out)
                .args(arguments)
                .arg("--quiet"),
        )
        .exits(0);
        run.out.lines().map(PathBuf::from).collect()
    }

    /// Packs into exactly one volume.
    #[track_caller]
    #[must_use]
    pub fn pack_one(&self, description: &Path) -> PathBuf {
        let mut volumes = self.pack(description, &[]);
        assert_eq!(volumes.len(), 1, "{volumes:?}");
        volumes.remove(0)
    }
}
