//! Bit rot, export, and what is removed or stays.

use std::io::{self, Write};
use std::sync::Mutex;
use std::thread;

use sealift_audit::Event;
use sealift_document::Digest;
use sealift_engine::cancel::Cancel;
use sealift_engine::depot::{
    DepotDamage, DepotError, ExportSink, ExportedVolume, Fault, MissingFrom,
};
use sealift_engine::effects::HostPath;
use sealift_engine::state::StateError;
use sealift_package::path::RelativePath;
use sealift_package::volume::{PlannedVolume, Selection};
use sealift_plan::current::PresentComponent;
use sealift_plan::plan::ReleaseRef;
use sealift_testkit::volume::SampleRelease;

use crate::bench::{Bench, Vendor, noise};

const MIB: usize = 1 << 20;

#[test]
fn bit_rot_is_found_named_and_mended_by_a_repair() {
    let vendor = Vendor::new();
    let bench = Bench::new(&[&vendor]);
    let content = noise(1, 9 * MIB);
    let release = vendor.release(1, &content);
    bench.import(&release.volume()[..]).unwrap();
    let chunks = release.index.chunks();
    let (rotten, gone) = (chunks[0].stored_sha256, chunks[1].stored_sha256);
    bench.world.files.rot(&Bench::chunk_path(&rotten), 77);
    let at = HostPath::from(Bench::chunk_path(&gone).parse::<RelativePath>().unwrap());
    bench.world.world().files.remove(&at).unwrap();

    let mut seen = 0;
    let report = bench.depot.verify(
        &bench.trust,
        &bench.author(),
        &Cancel::new(),
        &mut |done, all| {
            assert!(done <= all);
            seen += 1;
        },
    );
    let report = report.unwrap();
    assert_eq!((report.chunks, seen), (chunks.len() as u64, chunks.len()));
    assert_eq!(report.broken.len(), 1);
    let mut found: Vec<(Digest, Fault)> = vec![];
    for damage in &report.damage {
        let DepotDamage::Chunk {
            stored,
            fault,
            releases,
        } = damage
        else {
            panic!("{damage:?}")
        };
        assert_eq!(releases[0].manifest, Digest::of(&release.seal.manifest));
        found.push((*stored, *fault));
    }
    found.sort_by_key(|(stored, _)| *stored != rotten);
    assert_eq!(found, [(rotten, Fault::Damaged), (gone, Fault::Gone)]);

    // The one volume of the release was read to its end, and is named all the same: it has what was lost here.
    let [missing] = &report.missing[..] else {
        panic!("{:?}", report.missing)
    };
    assert_eq!(missing.ordinals, [0, 1].into());
    assert!(
        matches!(missing.from[..], [MissingFrom::Volume { chunks: 2, .. }]),
        "{:?}",
        missing.from
    );
    let repair = release
        .volumes(&Selection::Only(missing.ordinals.clone()), None)
        .remove(0);
    let mended = bench.import(&repair[..]).unwrap();
    assert_eq!((mended.kept, mended.missing), (2, None));
    assert_eq!(bench.content(&release), content);
    let again = bench.depot.verify(
        &bench.trust,
        &bench.author(),
        &Cancel::new(),
        &mut |_, _| {},
    );
    assert!(again.unwrap().damage.is_empty());
}

/// Every byte of every file of a depot, flipped one at a time: chunks, manifests, signatures, indexes. What nobody signed
/// and nothing reads, the untrusted comment of a signature, is the one thing that may change unnoticed.
#[test]
fn every_flipped_byte_of_a_depot_is_found_and_the_release_named() {
    let vendor = Vendor::new();
    let bench = Bench::new(&[&vendor]);
    let release = vendor.release(1, b"a small file, of which every byte counts");
    let volume = release.volume();
    bench.import(&volume[..]).unwrap();
    let found = bench.world.files.snapshot("var/lib/sealift/depot");
    let files: Vec<_> = found
        .iter()
        .filter(|(_, what)| what.starts_with("f "))
        .map(|(path, _)| path)
        .collect();
    let (mut bytes, mut unsigned) = (0, 0);
    for path in &files {
        let content = bench.world.files.content(path).unwrap();
        let comment = comment_that_nobody_signed(path, &content);
        for at in 0..content.len() {
            let mut flipped = content.clone();
            flipped[at] ^= 1 << (at % 8);
            bench.world.files.put(path, &flipped);
            let is_named = names(&bench, &release);
            assert!(is_named || comment.contains(&at), "byte {at} of {path}");
            bench.world.files.put(path, &content);
            // A chunk that was found damaged counts as missing until some volume brings it again.
            assert_eq!(bench.import(&volume[..]).unwrap().missing, None);
            bytes += 1;
            unsigned += u64::from(!is_named);
        }
    }
    assert!(files.len() >= 4 && !names(&bench, &release), "{files:?}");
    let files = files.len() as u64;
    let figures = [
        ("files", files),
        ("bytes", bytes),
        ("in-comments", unsigned),
    ];
    sealift_testkit::figures::tell("depot-flips", &figures);
}

/// Where the text of the first line of a signature lies.
fn comment_that_nobody_signed(path: &str, content: &[u8]) -> std::ops::Range<usize> {
    if !path.ends_with(".minisig") {
        return 0..0;
    }
    let end = content.iter().position(|byte| *byte == b'\n');
    b"untrusted comment: ".len()..end.unwrap()
}

/// Whether a look through the depot finds damage and names this release for it.
fn names(bench: &Bench, release: &SampleRelease) -> bool {
    let (trust, author) = (&bench.trust, bench.author());
    let report = bench
        .depot
        .verify(trust, &author, &Cancel::new(), &mut |_, _| {});
    let manifest = Digest::of(&release.seal.manifest);
    report.unwrap().damage.iter().any(|one| match one {
        DepotDamage::Chunk { releases, .. } => {
            releases.iter().any(|release| release.manifest == manifest)
        }
        DepotDamage::Release { release, .. } => release.manifest == manifest,
    })
}

/// Volumes in memory.
#[derive(Default)]
struct Shelf {
    volumes: Vec<Vec<u8>>,
    ended: Vec<ExportedVolume>,
}

impl ExportSink for Shelf {
    fn begin<'a>(&'a mut self, _volume: &PlannedVolume) -> io::Result<Box<dyn Write + 'a>> {
        self.volumes.push(vec![]);
        Ok(Box::new(self.volumes.last_mut().unwrap()))
    }

    fn end(&mut self, volume: &ExportedVolume) -> io::Result<()> {
        self.ended.push(volume.clone());
        Ok(())
    }
}

fn export(bench: &Bench, release: &SampleRelease, most: Option<u64>) -> Result<Shelf, DepotError> {
    let verified = bench
        .depot
        .load(&Digest::of(&release.seal.manifest), &bench.trust)?;
    let mut shelf = Shelf::default();
    let cancel = Cancel::new();
    let written = bench
        .depot
        .export(&verified, &Selection::All, most, &mut shelf, &cancel)?;
    assert_eq!(written, shelf.ended);
    Ok(shelf)
}

#[test]
fn an_export_is_the_vendors_release_in_other_sizes() {
    let vendor = Vendor::new();
    let bench = Bench::new(&[&vendor]);
    let content = noise(1, 9 * MIB);
    let release = vendor.release(1, &content);
    let volume = release.volume();
    bench.import(&volume[..]).unwrap();
    let whole = export(&bench, &release, None).unwrap();
    assert!(
        whole.volumes[0] == volume,
        "in one piece, it is the very volume"
    );
    assert_eq!(whole.ended[0].sha256, Digest::of(&volume));

    let parts = export(&bench, &release, Some(4 * MIB as u64)).unwrap();
    assert!(parts.volumes.len() > 2);
    assert!(parts.volumes.iter().all(|part| part.len() <= 4 * MIB));
    let elsewhere = Bench::new(&[&vendor]);
    for part in &parts.volumes {
        elsewhere.import(&part[..]).unwrap();
    }
    assert_eq!(elsewhere.content(&release), content);
}

#[test]
fn what_is_incomplete_cannot_be_exported() {
    let vendor = Vendor::new();
    let bench = Bench::new(&[&vendor]);
    let release = vendor.release(1, &noise(1, 5 * MIB));
    let repair = release
        .volumes(&Selection::Only([0].into()), None)
        .remove(0);
    bench.import(&repair[..]).unwrap();
    let error = export(&bench, &release, None).err().unwrap();
    assert_eq!(error.code(), "release-incomplete");
}

#[test]
fn removing_a_base_keeps_what_the_delta_needs() {
    let vendor = Vendor::new();
    let bench = Bench::new(&[&vendor]);
    let content = noise(1, 6 * MIB);
    let base = vendor.release(1, &content);
    let changed = [&content[..], b"more"].concat();
    let release = vendor.release(2, &changed);
    bench.import(&base.volume()[..]).unwrap();
    let raw = base.index.chunks().iter().map(|chunk| chunk.raw_sha256);
    let own = (0..).zip(release.index.chunks());
    let own = own.filter(|(_, chunk)| !raw.clone().any(|raw| raw == chunk.raw_sha256));
    let only = Selection::Only(own.map(|(ordinal, _)| ordinal).collect());
    assert!(
        bench
            .import(&release.volumes(&only, None)[0][..])
            .unwrap()
            .missing
            .is_none()
    );

    let cleaned = bench
        .depot
        .remove(&Digest::of(&base.seal.manifest), &bench.author())
        .unwrap();
    assert_eq!(cleaned.releases.len(), 1);
    assert!(cleaned.chunks > 0, "what only the base had is gone");
    assert_eq!(bench.content(&release), changed);
    assert_eq!(bench.files("chunks").len(), release.chunks.len());
    let error = bench
        .depot
        .load(&Digest::of(&base.seal.manifest), &bench.trust)
        .unwrap_err();
    assert_eq!(error.code(), "depot-release-unknown");
}

fn place_tree(bench: &Bench, release: &SampleRelease) -> Result<(), StateError> {
    let at = |path: &str| HostPath::from(path.parse::<RelativePath>().unwrap());
    let manifest = &release.manifest;
    let component = PresentComponent {
        id: "server".parse().unwrap(),
        at: at("opt/x/server"),
        bytes: 0_u32.into(),
        files: 0_u32.into(),
        damaged: false,
    };
    let placed = ReleaseRef {
        version: manifest.version.clone(),
        sequence: manifest.sequence,
        rollback_index: manifest.rollback_index,
        manifest_sha256: Digest::of(&release.seal.manifest),
        name: manifest.release_name(),
        folder: at("opt/x"),
        issued: manifest.issued,
        data: Default::default(),
    };
    let product = &manifest.product;
    bench
        .depot
        .database()
        .write(|write| write.place_tree(product, &placed, &component, []))
}

#[test]
fn what_is_installed_kept_or_newest_stays_and_the_rest_goes() {
    let vendor = Vendor::new();
    let bench = Bench::new(&[&vendor]);
    let releases: Vec<SampleRelease> = (1..=4)
        .map(|n| vendor.release(n, &noise(u64::from(n), MIB)))
        .collect();
    for release in &releases {
        bench.import(&release.volume()[..]).unwrap();
    }
    let digest = |n: usize| Digest::of(&releases[n].seal.manifest);
    place_tree(&bench, &releases[0]).unwrap();
    bench.depot.keep(&digest(1), true, &bench.author()).unwrap();
    let error = bench.depot.remove(&digest(0), &bench.author()).unwrap_err();
    assert_eq!(error.code(), "depot-release-in-use");
    // A stray of a crash between files and database.
    bench
        .world
        .files
        .put(&Bench::chunk_path(&Digest::of(b"stray")), b"stray");
    bench
        .world
        .files
        .put("var/lib/sealift/depot/incoming/0123/x", b"left behind");
    assert!(bench.depot.recover(&bench.author()).unwrap());
    assert_eq!(bench.files("incoming"), Vec::<String>::new());
    assert_eq!(bench.records(Event::RecoveryRun).len(), 1);

    let cleaned = bench.depot.gc(&bench.author()).unwrap();
    let gone: Vec<Digest> = cleaned
        .releases
        .iter()
        .map(|release| release.manifest)
        .collect();
    assert_eq!(gone, [digest(2)]);
    assert_eq!(
        cleaned.chunks,
        releases[2].chunks.len() as u64 - shared(&releases)
    );
    let left: Vec<Digest> = bench
        .depot
        .list()
        .unwrap()
        .iter()
        .map(|release| release.manifest)
        .collect();
    assert_eq!(left, [digest(0), digest(1), digest(3)]);
    assert_eq!(bench.files("incoming"), Vec::<String>::new());
    let report = bench.depot.verify(
        &bench.trust,
        &bench.author(),
        &Cancel::new(),
        &mut |_, _| {},
    );
    assert!(report.unwrap().damage.is_empty());
}

/// Chunks that the third release shares with any other.
fn shared(releases: &[SampleRelease]) -> u64 {
    let of_third = releases[2].chunks.keys();
    let others = |digest: &&Digest| {
        [0, 1, 3]
            .iter()
            .any(|other| releases[*other].chunks.contains_key(digest))
    };
    of_third.filter(others).count() as u64
}

/// So many releases come and go while another process reads them.
const RELEASES: u32 = 40;

#[test]
fn what_a_clean_up_takes_away_under_a_reader_is_gone_and_not_damaged() {
    let vendor = Vendor::new();
    let bench = Bench::new(&[&vendor]);
    let sealed = (1..=RELEASES).map(|number| vendor.release(number, &noise(number.into(), 4096)));
    let releases: Vec<SampleRelease> = sealed.collect();
    let at_hand = Mutex::new(Some(Digest::of(&releases[0].seal.manifest)));
    let read_again_and_again = || {
        let (mut whole, mut gone) = (0, 0);
        loop {
            let Some(manifest) = *at_hand.lock().unwrap() else {
                return (whole, gone);
            };
            match bench.depot.load(&manifest, &bench.trust) {
                Ok(_) => whole += 1,
                Err(error) => {
                    assert_eq!(error.code(), "depot-release-unknown", "{error}");
                    gone += 1;
                }
            }
        }
    };
    let (whole, gone) = thread::scope(|scope| {
        let reader = scope.spawn(read_again_and_again);
        let worked = releases.iter().try_for_each(|release| {
            let manifest = Digest::of(&release.seal.manifest);
            *at_hand.lock().unwrap() = Some(manifest);
            bench.import(&release.volume()[..]).map_err(drop)?;
            let removed = bench.depot.remove(&manifest, &bench.author());
            removed.map(drop).map_err(drop)
        });
        *at_hand.lock().unwrap() = None;
        worked.expect("each is done");
        reader.join().expect("nothing is called damaged")
    });
    assert!(whole > 0 && gone > 0, "{whole} whole, {gone} gone");
}
