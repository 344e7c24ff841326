//! A release as version 1 of the format was sealed. Every later version reads it; its files are never made again.
//! `golden/make.sh` says how they were made, and makes those of the next version.

use sealift_document::Digest;
use sealift_package::index::{Index, IndexDocument};
use sealift_package::manifest::Manifest;
use sealift_package::volume::VolumeHint;
use sealift_testkit::golden::stands;
use sealift_testkit::volume::reading::{pull, push};

const RELEASE: &[u8] = include_bytes!("../golden/release-v1.sealift");
const MANIFEST: &[u8] = include_bytes!("../golden/manifest-v1.json");
const INDEX: &[u8] = include_bytes!("../golden/index-v1.json");
const VOLUME: &[u8] = include_bytes!("../golden/volume-v1.json");

#[test]
fn the_documents_of_version_1_are_read_and_written_as_they_were() {
    let manifest: Manifest = stands(MANIFEST);
    assert_eq!(manifest.validate(), Ok(()));
    let index = Index::parse(INDEX, &manifest).expect("an index of version 1");
    let _: IndexDocument = stands(INDEX);
    assert_eq!(index.components().len(), manifest.components.len());
    assert_eq!(stands::<VolumeHint>(VOLUME).count, 1_u32.into());
}

#[test]
fn a_volume_of_version_1_yields_what_was_sealed_in_it() {
    let manifest = Manifest::parse(MANIFEST).expect("a manifest of version 1");
    let index = Index::parse(INDEX, &manifest).expect("an index of version 1");
    for read in [pull(RELEASE, &manifest), push(RELEASE, &manifest, 7)] {
        assert!(read.is_accepted() && read.has_index, "{}", read.code());
        assert_eq!(read.seal.expect("it was admitted").manifest, MANIFEST);
        assert_eq!(read.hint, Some(stands(VOLUME)));
        assert_eq!(read.chunks.len(), index.chunks().len());
    }
    // The bytes themselves: whoever changes them has not read a volume of version 1.
    let sealed = "b3f99c74fe6e507f7b488e5f7b5624f306cfeb8eb2332584c65bdbdda655b9dc";
    assert_eq!(Digest::of(RELEASE).to_string(), sealed);
}

/// A golden release that shows one kind of step shows nothing of the others.
#[test]
fn the_golden_manifest_has_every_kind_that_the_format_knows() {
    let manifest = str::from_utf8(MANIFEST).expect("UTF-8");
    let kinds = [
        // steps and probes
        "check",
        "command",
        "config-file",
        "directory",
        "service",
        "symlink",
        "user",
        "file",
        "http",
        "tcp",
        // requirements
        "clock",
        "cores",
        "cpu-features",
        "disk",
        "fips",
        "kernel",
        "libc",
        "memory",
        "os",
        "os-package",
        "port-free",
        "product",
        "service-running",
    ];
    for kind in kinds {
        assert!(
            manifest.contains(&format!("\"kind\":\"{kind}\"")),
            "no {kind}"
        );
    }
    let rows = str::from_utf8(INDEX).expect("UTF-8");
    for row in ["chunks", "directories", "files", "symlinks"] {
        assert!(rows.contains(&format!("\"{row}\":[{{")), "no {row}");
    }
}
