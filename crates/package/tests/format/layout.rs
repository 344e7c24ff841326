//! The limits of a layout, met exactly and missed by one.

use sealift_document::Digest;
use sealift_package::limits;
use sealift_package::volume::{PlanError, Selection, VolumeKind, plan};
use sealift_testkit::volume::{SampleComponent, SampleRelease};

use super::far::image;

const CHUNK: u32 = 1 << 20;

/// A release of so many chunks of one MiB, of which nobody needs the bytes.
fn of_chunks(chunks: u32) -> SampleRelease {
    let digests = (0..chunks).map(|number| Digest::of(&number.to_le_bytes()));
    image(CHUNK, digests)
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
