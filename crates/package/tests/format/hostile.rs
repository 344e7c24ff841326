//! One vector for each way in which a volume can lie about its structure.

use sealift_testkit::volume::reading::{pull, push};
use sealift_testkit::volume::{SampleRelease, hostile};

/// The volume is refused with its code however its bytes arrive, and not as one that merely ended early.
fn refused(name: &str) {
    let release = SampleRelease::small();
    let (_, spoil, code) = hostile::ALL
        .iter()
        .find(|(known, ..)| *known == name)
        .expect("known");
    let volume = spoil(&release);
    for piece in [volume.len(), 7, 1] {
        let result = push(&volume, &release.manifest, piece);
        assert_eq!(
            result.code(),
            *code,
            "in pieces of {piece}: {:?}",
            result.refusal
        );
        assert!(!result.refusal.expect("refused").is_truncation());
    }
    let pulled = pull(&volume, &release.manifest);
    assert_eq!(pulled.code(), *code, "pulled: {:?}", pulled.refusal);
}

/// A piece of no bytes is whole before any more have come, even where none come.
#[test]
fn an_empty_hint_cut_anywhere_is_told_alike_pulled_and_pushed() {
    let release = SampleRelease::small();
    let mut empty = hostile::ALL.iter().filter(|(n, ..)| *n == "hint-empty");
    let (_, spoil, _) = empty.next().expect("known");
    let volume = spoil(&release);
    for cut in 0..=volume.len() {
        let cut = &volume[..cut];
        let pulled = pull(cut, &release.manifest).code();
        for piece in [volume.len(), 7, 1] {
            let pushed = push(cut, &release.manifest, piece).code();
            assert_eq!(pushed, pulled, "cut at {}, by {piece}", cut.len());
        }
    }
}

macro_rules! vectors {
    ($($name:ident => $vector:literal,)*) => {
        $(#[test] fn $name() { refused($vector) })*

        #[test]
        fn every_defect_has_its_vector() {
            let vectors = [$($vector),*];
            let defects: Vec<_> = hostile::ALL.iter().map(|(name, ..)| *name).collect();
            assert_eq!(defects, vectors);
        }
    };
}

vectors! {
    p01_parent_path => "p01-parent-path",
    p01_absolute_path => "p01-absolute-path",
    p01_drive_letter => "p01-drive-letter",
    p01_unc_path => "p01-unc-path",
    p01_backslash => "p01-backslash",
    p02_link_entry => "p02-link-entry",
    p02_device_entry => "p02-device-entry",
    p02_setuid_entry => "p02-setuid-entry",
    p03_duplicate_chunk => "p03-duplicate-chunk",
    p03_duplicate_manifest => "p03-duplicate-manifest",
    p03_duplicate_index => "p03-duplicate-index",
    p03_directory_entry => "p03-directory-entry",
    p06_nul_in_name => "p06-nul-in-name",
    p06_bidi_in_name => "p06-bidi-in-name",
    p06_not_utf8 => "p06-not-utf8",
    p06_empty_name => "p06-empty-name",
    p07_central_name => "p07-central-name",
    p08_central_crc => "p08-central-crc",
    p08_central_stored_size => "p08-central-stored-size",
    p08_central_raw_size => "p08-central-raw-size",
    p08_central_method => "p08-central-method",
    p08_central_flags => "p08-central-flags",
    p08_local_crc => "p08-local-crc",
    p08_local_raw_size => "p08-local-raw-size",
    p09_only_local => "p09-only-local",
    p09_only_local_last => "p09-only-local-last",
    p09_only_central => "p09-only-central",
    p10_two_end_records => "p10-two-end-records",
    p10_end_in_comment => "p10-end-in-comment",
    p10_zip_after_zip => "p10-zip-after-zip",
    p11_prefix => "p11-prefix",
    p11_trailing_byte => "p11-trailing-byte",
    p11_gap => "p11-gap",
    p11_gap_before_directory => "p11-gap-before-directory",
    p12_end_count => "p12-end-count",
    p12_end_total => "p12-end-total",
    p12_end_size => "p12-end-size",
    p12_end_offset => "p12-end-offset",
    p13_zip64_end_unneeded => "p13-zip64-end-unneeded",
    p13_locator_alone => "p13-locator-alone",
    p13_central_zip64_extra => "p13-central-zip64-extra",
    p14_data_descriptor => "p14-data-descriptor",
    p15_unicode_path => "p15-unicode-path",
    p15_central_extra => "p15-central-extra",
    p16_encrypted => "p16-encrypted",
    p16_deflated => "p16-deflated",
    p16_utf8_flag => "p16-utf8-flag",
    p16_disk_number => "p16-disk-number",
    p16_end_disk_number => "p16-end-disk-number",
    p17_overlap => "p17-overlap",
    p18_size_2_to_62 => "p18-size-2-to-62",
    p18_size_4_gib => "p18-size-4-gib",
    p19_long_name => "p19-long-name",
    time_is_not_1980 => "time-is-not-1980",
    entry_comment => "entry-comment",
    manifest_not_first => "manifest-not-first",
    index_missing => "index-missing",
    hint_missing => "hint-missing",
    hint_empty => "hint-empty",
    chunks_in_another_order => "chunks-in-another-order",
    t12_index_of_another_release => "t12-index-of-another-release",
    t12_index_of_same_size => "t12-index-of-same-size",
    t13_unlisted_chunk => "t13-unlisted-chunk",
    p17_chunk_of_another_size => "p17-chunk-of-another-size",
    t20_upper_case_digest => "t20-upper-case-digest",
    too_many_signatures => "too-many-signatures",
    signatures_out_of_order => "signatures-out-of-order",
    signature_twice => "signature-twice",
    empty_zip => "empty-zip",
}
