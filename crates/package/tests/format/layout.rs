//! The limits of a layout, met exactly and missed by one.

use std::collections::HashMap;

use sealift_document::{Count, Digest};
use sealift_package::encoding::Encoding;
use sealift_package::index::{ChunkRow, ComponentTree, FileRow, IndexDocument, Tree};
use sealift_package::limits;
use sealift_package::manifest::Mode;
use sealift_package::volume::{PlanError, Selection, VolumeKind, plan};
use sealift_testkit::volume::{SampleComponent, SampleRelease};

const CHUNK: u32 = 1 << 20;

/// A release of so many chunks of one MiB, of which nobody needs the bytes.
fn of_chunks(chunks: u32) -> SampleRelease {
    let row = |number: u32| {
        let digest = Digest::of(&number.to_le_bytes());
        ChunkRow {
            encoding: Encoding::Raw,
            raw_bytes: CHUNK.into(),
            raw_sha256: digest,
            stored_bytes: CHUNK.into(),
            stored_sha256: digest,
        }
    };
    let file = FileRow {
        bytes: Count::try_from(u64::from(CHUNK) * u64::from(chunks)).expect("a count"),
        mode: Mode::FILE,
        offset: Count::ZERO,
        path: "image".parse().expect("a path"),
        sha256: Digest::of(b"not looked at here"),
    };
    let tree = Tree {
        chunks: (0..chunks).map(row).collect(),
        files: vec![file],
        ..Tree::default()
    };
    let id = "image".parse().expect("an id");
    let document = IndexDocument::new(Tree::default(), vec![ComponentTree { id, tree }]);
    SampleRelease::around("1.0.0", 1, &document, HashMap::new())
}

#[test]
fn a_set_has_as_many_volumes_as_the_format_allows_and_no_more() {
    let most = u64::from(CHUNK) * 3 / 2;
    let volumes = |chunks| {
        let release = of_chunks(chunks);
        plan(&release.head(), &Selection::All, Some(most)).map(|set| set.len() as u64)
    };
    let limit = u32::try_from(limits::VOLUMES).expect("few");
    assert_eq!(volumes(limit), Ok(limits::VOLUMES));
    let refused = PlanError::TooManyVolumes {
        most,
        volumes: limits::VOLUMES,
    };
    assert_eq!(volumes(limit + 1), Err(refused));
}

#[test]
fn the_largest_chunk_fits_to_the_byte() {
    let release = SampleRelease::of(
        "1.0.0",
        1,
        &[("tool", SampleComponent::of(&[("tool", b"tool")]))],
    );
    let whole = release.volume().len() as u64;
    let planned = |most| plan(&release.head(), &Selection::All, Some(most));
    let alone = planned(whole).expect("it fits").remove(0);
    assert_eq!((alone.bytes, alone.hint.kind), (whole, VolumeKind::Full));
    let refused = PlanError::VolumeTooSmall {
        most: whole - 1,
        least: whole,
    };
    assert_eq!(planned(whole - 1), Err(refused));
}
