//! The project's own examples, ready to be packed.

use std::path::{Path, PathBuf};

use sealift_journeys::{Vendor, sealift};

use crate::desktop::project;

/// Lays out `examples/sealift` with the program that was just built in it, and says where its description lies.
#[must_use]
pub fn sealift_by_itself(vendor: &Vendor) -> PathBuf {
    let (from, to) = (
        project().join("examples/sealift"),
        vendor.folder().join("sealift"),
    );
    copy(&from, &to);
    let bin = to.join("program/bin");
    std::fs::create_dir_all(&bin).expect("folders");
    let program = PathBuf::from(sealift().get_program());
    std::fs::copy(program, bin.join("sealift")).expect("copied");
    to.join("sealift.toml")
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("folders");
    for entry in std::fs::read_dir(from).expect("readable").flatten() {
        let to = to.join(entry.file_name());
        match entry.file_type().expect("has a type").is_dir() {
            true => copy(&entry.path(), &to),
            false => {
                std::fs::copy(entry.path(), to).expect("copied");
            }
        }
    }
}
