//! Media that end, fail or lie, and disks that are full.

use std::io::{self, Read};

use sealift_audit::{Event, Outcome};
use sealift_document::Digest;
use sealift_engine::depot::{Ending, ImportError};
use sealift_engine::effects::FileFault;
use sealift_package::volume::Selection;
use sealift_testkit::world::FaultKind;

use crate::bench::{Bench, Vendor, noise};

const MIB: usize = 1 << 20;

/// A medium that is pulled out after so many bytes.
struct Unplugged<'a>(&'a [u8]);

impl Read for Unplugged<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.0.is_empty() {
            return Err(io::Error::other("no such device"));
        }
        self.0.read(buffer)
    }
}

#[test]
fn m02_unplugged_media_keep_what_was_sound_and_importing_again_resumes() {
    let vendor = Vendor::new();
    let content = noise(1, 12 * MIB);
    let release = vendor.release(1, &content);
    let volume = release.volume();
    for percent in [0, 50, 99] {
        let bench = Bench::new(&[&vendor]);
        let until = volume.len() * percent / 100;
        let result = bench.import(Unplugged(&volume[..until]));
        if percent == 0 {
            assert!(matches!(result, Err(ImportError::Medium(_))));
            bench.assert_empty();
            assert_eq!(bench.events().last().unwrap().1, Outcome::Failed);
        } else {
            let imported = result.unwrap();
            let Ending::CutShort(interruption) = &imported.ending else {
                panic!("{percent} % is not the whole volume")
            };
            assert!(interruption.within.starts_with("chunks/") || percent == 99);
            assert_eq!(interruption.at, until as u64);
            assert!(imported.kept > 0 && imported.missing.is_some());
        }
        let resumed = bench.import(&volume[..]).unwrap();
        assert!(resumed.missing.is_none());
        assert_eq!(resumed.kept + resumed.had, release.chunks.len() as u64);
        assert_eq!(resumed.had > 0, percent > 0);
        assert_eq!(bench.content(&release), content);
    }
}

#[test]
fn m03_p21_a_damaged_chunk_is_named_and_a_repair_volume_mends_it() {
    let vendor = Vendor::new();
    let bench = Bench::new(&[&vendor]);
    let content = noise(1, 9 * MIB);
    let release = vendor.release(1, &content);
    let mut volume = release.volume();
    let middle = volume.len() / 2;
    volume[middle] ^= 1;
    let imported = bench.import(&volume[..]).unwrap();
    let [damaged] = &imported.damaged[..] else {
        panic!("one chunk is damaged")
    };
    assert!(damaged.at < middle as u64);
    assert_eq!(imported.kept, release.chunks.len() as u64 - 1);
    let missing = imported.missing.unwrap();
    assert_eq!(missing.ordinals, [damaged.ordinal].into());
    assert_eq!(
        bench.events().last().unwrap().1,
        Outcome::SucceededWithWarnings
    );
    let repair = release
        .volumes(&Selection::Only(missing.ordinals), None)
        .remove(0);
    assert!(repair.len() < volume.len());
    assert!(bench.import(&repair[..]).unwrap().missing.is_none());
    assert_eq!(bench.content(&release), content);
}

#[test]
fn a_volume_that_lies_at_its_end_leaves_nothing() {
    let vendor = Vendor::new();
    let release = vendor.release(1, &noise(1, 5 * MIB));
    let mut volume = release.volume();
    let in_the_directory = volume.len() - 40;
    volume[in_the_directory] ^= 1;
    let bench = Bench::new(&[&vendor]);
    let error = bench.import(&volume[..]).unwrap_err();
    assert!(matches!(error, ImportError::Volume(_)) && error.is_refusal());
    bench.assert_empty();
    assert_eq!(
        bench.events().last().unwrap(),
        &(Event::ImportRefused, Outcome::Refused)
    );
}

#[test]
fn bytes_that_are_no_volume_are_refused() {
    let vendor = Vendor::new();
    let bench = Bench::new(&[&vendor]);
    for junk in [&b"PK is not enough"[..], b"MZ\x90\0", &[0; 4096]] {
        assert!(bench.import(junk).unwrap_err().is_refusal());
    }
    bench.assert_empty();
}

#[test]
fn too_little_room_is_told_before_the_first_chunk() {
    let vendor = Vendor::new();
    let bench = Bench::new(&[&vendor]);
    let volume = vendor.release(1, &noise(1, 9 * MIB)).volume();
    bench.world.files.set_free(20 * MIB as u64);
    let error = bench.import(&volume[..]).unwrap_err();
    let ImportError::NoSpace { needed, free } = error else {
        panic!("{error}")
    };
    assert!(needed > 25 * MIB as u64 && free == 20 * MIB as u64);
    bench.assert_empty();
}

#[test]
fn a_disk_that_fills_up_while_writing_is_left_as_it_was() {
    let vendor = Vendor::new();
    let volume = vendor.release(1, &noise(1, 9 * MIB)).volume();
    for nth in 2..12 {
        let bench = Bench::new(&[&vendor]);
        // From here on writing fails, but removing, which needs no room, works again.
        bench
            .world
            .faults()
            .order(nth, FaultKind::Fail(FileFault::Full));
        let error = bench.import(&volume[..]).err();
        let was_hit = bench.world.faults().effects().len() as u64 >= nth;
        assert!(
            was_hit && error.is_some(),
            "effect {nth} fails and so does the import"
        );
        assert_eq!(error.unwrap().code(), "disk-full");
        assert_eq!(bench.files("chunks"), Vec::<String>::new());
        bench.world.faults().clear();
        assert!(bench.import(&volume[..]).unwrap().missing.is_none());
    }
}

#[test]
fn t13_a_chunk_that_is_listed_and_absent_is_named() {
    let vendor = Vendor::new();
    let bench = Bench::new(&[&vendor]);
    let release = vendor.release(1, &noise(1, 5 * MIB));
    let last = release.index.chunks().len() as u32 - 1;
    let without_last = (0..last).collect();
    let volume = release
        .volumes(&Selection::Only(without_last), None)
        .remove(0);
    let missing = bench.import(&volume[..]).unwrap().missing.unwrap();
    assert_eq!(missing.ordinals, [last].into());
}

#[test]
fn t13_a_chunk_that_is_not_listed_refuses_the_volume() {
    let vendor = Vendor::new();
    let bench = Bench::new(&[&vendor]);
    let release = vendor.release(1, &noise(1, MIB));
    let mut volume = release.volume();
    let listed = release.index.chunks()[0].stored_sha256.to_string();
    let other = Digest::of(b"unlisted").to_string();
    let at = volume
        .windows(64)
        .position(|window| window == listed.as_bytes())
        .unwrap();
    volume[at..at + 64].copy_from_slice(other.as_bytes());
    assert_eq!(
        bench.import(&volume[..]).unwrap_err().code(),
        "volume-chunk-unlisted"
    );
    bench.assert_empty();
}
