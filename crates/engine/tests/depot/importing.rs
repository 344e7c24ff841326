//! Full volumes, sets, deltas, repairs and signatures go through one union, in any order.

use std::io::{self, Read};

use sealift_audit::{Event, Fact, Outcome, detail};
use sealift_document::{Count, Digest};
use sealift_engine::cancel::Cancel;
use sealift_engine::depot::{DepotError, Ending, Import, Medium, MissingFrom};
use sealift_package::volume::{BaseHint, Selection};
use sealift_testkit::volume::SampleRelease;

use crate::bench::{Bench, Vendor, noise};

const MIB: usize = 1 << 20;

#[test]
fn a_full_volume_is_complete_and_recorded() {
    let vendor = Vendor::new();
    let bench = Bench::new(&[&vendor]);
    let content = noise(1, 9 * MIB);
    let release = vendor.release(1, &content);
    let volume = release.volume();
    let imported = bench.import(&volume[..]).unwrap();
    assert!(imported.is_new && imported.missing.is_none() && imported.damaged.is_empty());
    assert_eq!(
        imported.ending,
        Ending::Whole {
            bytes: volume.len() as u64
        }
    );
    assert_eq!(imported.kept, release.chunks.len() as u64);
    assert_eq!(imported.completed.len(), 1);
    assert_eq!(bench.content(&release), content);
    assert_eq!(bench.files("chunks").len(), release.chunks.len());
    assert_eq!(bench.files("incoming"), Vec::<String>::new());
    let events: Vec<Event> = bench.events().into_iter().map(|(event, _)| event).collect();
    assert_eq!(
        events,
        [
            Event::SiteCreated,
            Event::PackageImported,
            Event::ReleaseComplete
        ]
    );
}

#[test]
fn importing_again_keeps_nothing_new_and_completes_nothing_twice() {
    let vendor = Vendor::new();
    let bench = Bench::new(&[&vendor]);
    let release = vendor.release(1, &noise(1, 5 * MIB));
    bench.import(&release.volume()[..]).unwrap();
    let again = bench.import(&release.volume()[..]).unwrap();
    assert_eq!(
        (again.is_new, again.kept, again.new_signatures),
        (false, 0, 0)
    );
    assert_eq!(again.had, release.chunks.len() as u64);
    assert!(again.completed.is_empty() && again.missing.is_none());
}

#[test]
fn three_volumes_import_in_any_order_and_the_missing_one_is_named() {
    let vendor = Vendor::new();
    let content = noise(2, 14 * MIB);
    let release = vendor.release(1, &content);
    let volumes = release.volumes(&Selection::All, Some(6 * MIB as u64));
    assert_eq!(volumes.len(), 3, "a set of three");
    for order in [
        [0, 1, 2],
        [0, 2, 1],
        [1, 0, 2],
        [1, 2, 0],
        [2, 0, 1],
        [2, 1, 0],
    ] {
        let bench = Bench::new(&[&vendor]);
        for number in &order[..2] {
            assert!(
                bench
                    .import(&volumes[*number][..])
                    .unwrap()
                    .completed
                    .is_empty()
            );
        }
        assert_names_volume(&bench, &release, order[2] as u64 + 1);
        let last = bench.import(&volumes[order[2]][..]).unwrap();
        assert!(last.missing.is_none() && last.completed.len() == 1);
        assert_eq!(bench.content(&release), content);
    }
}

fn assert_names_volume(bench: &Bench, release: &SampleRelease, missing: u64) {
    let verified = bench
        .depot
        .load(&Digest::of(&release.seal.manifest), &bench.trust)
        .unwrap();
    let server = ["server".parse().unwrap()];
    let found = bench
        .depot
        .missing(&verified, &server)
        .unwrap()
        .expect("something is missing");
    let [
        MissingFrom::Volume {
            number,
            count,
            chunks,
        },
    ] = found.from[..]
    else {
        panic!("one volume is named: {:?}", found.from)
    };
    assert_eq!(
        (number.value(), count.value(), chunks),
        (missing, 3, found.chunks)
    );
    let opened = bench
        .depot
        .open_component(&verified, &server[0], |_| true, &Cancel::new());
    assert!(matches!(opened, Err(DepotError::Incomplete(_))));
}

/// A release that goes on from another: most of its content is the same.
fn next(vendor: &Vendor) -> (SampleRelease, SampleRelease, Vec<u8>) {
    let content = noise(3, 12 * MIB);
    let changed = [&content[..], b"and something new"].concat();
    (
        vendor.release(1, &content),
        vendor.release(2, &changed),
        changed,
    )
}

fn delta(base: &SampleRelease, release: &SampleRelease) -> Vec<u8> {
    let hint = BaseHint {
        version: base.manifest.version.clone(),
        sequence: base.manifest.sequence,
        manifest_sha256: Digest::of(&base.seal.manifest),
    };
    let raw = base
        .index
        .chunks()
        .iter()
        .map(|chunk| chunk.raw_sha256)
        .collect();
    release
        .volumes(
            &Selection::Without {
                bases: vec![hint],
                raw,
            },
            None,
        )
        .remove(0)
}

#[test]
fn a_delta_completes_over_its_base_in_either_order() {
    let vendor = Vendor::new();
    let (base, release, content) = next(&vendor);
    let delta = delta(&base, &release);
    assert!(
        delta.len() < release.volume().len() / 2,
        "it leaves out what the base has"
    );

    let bench = Bench::new(&[&vendor]);
    bench.import(&base.volume()[..]).unwrap();
    let imported = bench.import(&delta[..]).unwrap();
    assert!(imported.missing.is_none() && imported.completed.len() == 1);
    assert_eq!(bench.content(&release), content);

    let bench = Bench::new(&[&vendor]);
    let alone = bench
        .import(&delta[..])
        .unwrap()
        .missing
        .expect("the base is missing");
    let [MissingFrom::Base { any_of, .. }] = &alone.from[..] else {
        panic!("the base is named: {:?}", alone.from)
    };
    assert_eq!(any_of[0].sequence, Count::from(1));
    let both = bench.import(&base.volume()[..]).unwrap();
    assert_eq!(
        both.completed.len(),
        2,
        "the base completes itself and the delta"
    );
    assert_eq!(bench.content(&release), content);
}

#[test]
fn a_release_that_became_complete_is_recorded_with_identity_and_integrity_as_two_results() {
    let vendor = Vendor::new();
    let bench = Bench::new(&[&vendor]);
    let content = noise(3, 9 * MIB);
    let base = vendor.release(1, &content);
    let release = vendor.release(2, &[&content[..], b"more"].concat());
    bench.import(&delta(&base, &release)[..]).unwrap();
    assert_eq!(bench.records(Event::ReleaseComplete).len(), 0);
    // The base completes itself and the delta that waited for it; each is described by its own manifest.
    bench.import(&base.volume()[..]).unwrap();
    let complete = bench.records(Event::ReleaseComplete);
    assert_eq!(complete.len(), 2);
    for record in complete {
        let named =
            |of: &&&SampleRelease| record.subject.manifest == Some(Digest::of(&of.seal.manifest));
        let both = [&base, &release];
        let of = both.iter().find(named).expect("one of the two");
        let text =
            |fact: &Fact, name: &str| fact.field(name).and_then(Fact::as_text).map(str::to_owned);
        let verified = Some("verified".to_owned());
        let integrity = &record.details[detail::INTEGRITY];
        assert_eq!(text(integrity, "result"), verified);
        let chunks = integrity.field("chunks").and_then(Fact::as_number);
        assert_eq!(chunks, Some(of.manifest.totals.chunks.value() as i64));
        let bytes = integrity.field("bytes").and_then(Fact::as_number);
        assert_eq!(bytes, Some(of.manifest.totals.raw_bytes.value() as i64));
        let identity = &record.details[detail::IDENTITY];
        assert_eq!(text(identity, "result"), verified);
        assert_eq!(
            identity.field("threshold").and_then(Fact::as_number),
            Some(1)
        );
        let signer = &identity.field("signers").map(Fact::as_list).unwrap()[0];
        assert_eq!(text(signer, "trusted-as").as_deref(), Some("vendor of *"));
        let how = "fingerprint typed from another source";
        assert_eq!(text(signer, "trusted-how").as_deref(), Some(how));
        let vendor = record.details[detail::VENDOR].as_text();
        assert_eq!(vendor, Some(of.manifest.vendor.name.as_str()));
        assert!(record.details.contains_key(detail::ISSUED));
    }
}

#[test]
fn a_delta_over_another_release_stays_incomplete_and_names_its_base() {
    let vendor = Vendor::new();
    let (base, release, _) = next(&vendor);
    let bench = Bench::new(&[&vendor]);
    bench
        .import(&vendor.release(7, &noise(9, 6 * MIB)).volume()[..])
        .unwrap();
    let imported = bench.import(&delta(&base, &release)[..]).unwrap();
    let missing = imported.missing.expect("the base is missing");
    assert!(matches!(&missing.from[..], [MissingFrom::Base { any_of, .. }] if any_of.len() == 1));
    let verified = bench
        .depot
        .load(&imported.release.manifest, &bench.trust)
        .unwrap();
    let server = "server".parse().unwrap();
    let opened = bench
        .depot
        .open_component(&verified, &server, |_| true, &Cancel::new());
    assert!(matches!(opened, Err(DepotError::Incomplete(_))));
}

#[test]
fn another_product_is_no_base_even_with_the_same_chunks() {
    let vendor = Vendor::new();
    let (base, release, _) = next(&vendor);
    let bench = Bench::new(&[&vendor]);
    let other = vendor.seal("com.acme.other", base.clone());
    bench.import(&other.volume()[..]).unwrap();
    assert!(
        bench
            .import(&delta(&base, &release)[..])
            .unwrap()
            .missing
            .is_some()
    );
}

#[test]
fn a_volume_of_signatures_adds_one() {
    let (vendor, second) = (Vendor::new(), Vendor::new());
    let bench = Bench::new(&[&vendor, &second]);
    let mut release = vendor.release(1, &noise(1, MIB));
    bench.import(&release.volume()[..]).unwrap();
    release
        .seal
        .signatures
        .push(second.signature(&release.seal.manifest));
    let signatures = release.volumes(&Selection::Nothing, None).remove(0);
    let imported = bench.import(&signatures[..]).unwrap();
    assert_eq!((imported.new_signatures, imported.kept), (1, 0));
    assert!(imported.missing.is_none());
    let verified = bench
        .depot
        .load(&imported.release.manifest, &bench.trust)
        .unwrap();
    assert_eq!(verified.authorised().signers().count(), 2);
}

/// A source that counts, hesitates, and cannot be read twice.
struct Once<'a> {
    rest: &'a [u8],
    read: usize,
}

impl Read for Once<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let bytes = buffer.len().min(self.rest.len()).min(65_521);
        let (now, later) = self.rest.split_at(bytes);
        buffer[..bytes].copy_from_slice(now);
        self.rest = later;
        self.read += bytes;
        Ok(bytes)
    }
}

#[test]
fn m04_each_byte_is_read_once_from_a_source_that_only_goes_forward() {
    let vendor = Vendor::new();
    let bench = Bench::new(&[&vendor]);
    let content = noise(1, 5 * MIB);
    let release = vendor.release(1, &content);
    let volume = release.volume();
    let mut source = Once {
        rest: &volume,
        read: 0,
    };
    assert!(bench.import(&mut source).unwrap().missing.is_none());
    assert_eq!(source.read, volume.len());
    assert_eq!(bench.content(&release), content);
}

#[test]
fn m01_what_becomes_of_the_volume_afterwards_does_not_matter() {
    let vendor = Vendor::new();
    let bench = Bench::new(&[&vendor]);
    let content = noise(1, 3 * MIB);
    let release = vendor.release(1, &content);
    let mut volume = release.volume();
    bench.import(&volume[..]).unwrap();
    volume.fill(0);
    assert_eq!(bench.content(&release), content);
}

#[test]
fn a_wish_to_stop_leaves_nothing_behind() {
    let vendor = Vendor::new();
    let bench = Bench::new(&[&vendor]);
    let volume = vendor.release(1, &noise(1, 9 * MIB)).volume();
    let cancel = Cancel::new();
    let author = bench.author();
    let import = Import {
        trust: &bench.trust,
        author: &author,
        medium: Medium::default(),
        cancel: &cancel,
        progress: &mut |progress| {
            if progress.chunks == 2 {
                cancel.cancel();
            }
        },
    };
    let error = bench.depot.import(&volume[..], import).unwrap_err();
    assert_eq!(error.code(), "cancelled");
    bench.assert_empty();
    assert_eq!(
        bench.events().last().unwrap(),
        &(Event::ImportRefused, Outcome::Cancelled)
    );
}

#[test]
fn progress_counts_every_chunk_and_knows_how_many_there_are() {
    let vendor = Vendor::new();
    let bench = Bench::new(&[&vendor]);
    let release = vendor.release(1, &noise(1, 9 * MIB));
    let (author, mut seen) = (bench.author(), vec![]);
    let import = Import {
        trust: &bench.trust,
        author: &author,
        medium: Medium::default(),
        cancel: &Cancel::new(),
        progress: &mut |progress| seen.push(progress),
    };
    bench.depot.import(&release.volume()[..], import).unwrap();
    let last = seen.last().unwrap();
    assert_eq!(
        (last.chunks, last.of_chunks),
        (seen.len() as u64, Some(release.chunks.len() as u64))
    );
    assert!(seen.windows(2).all(|two| two[0].bytes < two[1].bytes));
}
