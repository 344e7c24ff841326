//! What comes out of the depot: files in order, checked, only as many chunks as they need.

use std::io::Read;

use sealift_document::Digest;
use sealift_engine::cancel::Cancel;
use sealift_engine::depot::Verified;
use sealift_package::index::FileRow;
use sealift_package::manifest::ComponentId;
use sealift_testkit::volume::{SampleComponent, SampleRelease};

use crate::bench::{Bench, Vendor, noise};

const MIB: usize = 1 << 20;

fn many_files() -> Vec<(String, Vec<u8>)> {
    let sizes = [0, 1, 70_000, 5 * MIB, 0, 3 * MIB, 12];
    let file = |(n, bytes): (usize, usize)| (format!("f{n}"), noise(n as u64 + 1, bytes));
    (0..).zip(sizes).map(file).collect()
}

fn imported(bench: &Bench, vendor: &Vendor) -> (SampleRelease, Verified, ComponentId) {
    let files = many_files();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(n, c)| (n.as_str(), &c[..])).collect();
    let part = SampleComponent::of(&files);
    let release = SampleRelease::of("1.0.0", 1, &[("server", part)]);
    let release = vendor.seal("com.acme.monitor", release);
    bench.import(&release.volume()[..]).unwrap();
    let digest = Digest::of(&release.seal.manifest);
    let verified = bench.depot.load(&digest, &bench.trust).unwrap();
    (release, verified, "server".parse().unwrap())
}

#[test]
fn files_come_in_order_and_whole_the_empty_ones_too() {
    let vendor = Vendor::new();
    let bench = Bench::new(&[&vendor]);
    let (_, verified, server) = imported(&bench, &vendor);
    let mut content = bench
        .depot
        .open_component(&verified, &server, |_| true, &Cancel::new())
        .unwrap();
    for (name, expected) in many_files() {
        let mut file = content.next_file().unwrap();
        assert_eq!(file.row.path.as_str(), name);
        let mut bytes = vec![];
        file.read_to_end(&mut bytes).unwrap();
        assert!(bytes == expected, "{name}");
    }
    assert!(content.next_file().is_none());
}

#[test]
fn only_the_chunks_of_the_wanted_files_are_read() {
    let vendor = Vendor::new();
    let bench = Bench::new(&[&vendor]);
    let (release, verified, server) = imported(&bench, &vendor);
    // The first chunk is rotten; the last file does not lie in it.
    bench.world.files.rot(
        &Bench::chunk_path(&release.index.chunks()[0].stored_sha256),
        9,
    );
    let last = |row: &FileRow| row.path.as_str() == "f6";
    let mut content = bench
        .depot
        .open_component(&verified, &server, last, &Cancel::new())
        .unwrap();
    let mut bytes = vec![];
    content
        .next_file()
        .unwrap()
        .read_to_end(&mut bytes)
        .unwrap();
    assert_eq!(bytes, noise(7, 12));
}

#[test]
fn a_rotten_chunk_stops_the_reader_and_is_named() {
    let vendor = Vendor::new();
    let bench = Bench::new(&[&vendor]);
    let (release, verified, server) = imported(&bench, &vendor);
    let stored = release.index.chunks()[1].stored_sha256;
    bench.world.files.rot(&Bench::chunk_path(&stored), 1000);
    let big = |row: &FileRow| row.path.as_str() == "f3";
    let mut content = bench
        .depot
        .open_component(&verified, &server, big, &Cancel::new())
        .unwrap();
    let error = content
        .next_file()
        .unwrap()
        .read_to_end(&mut vec![])
        .unwrap_err();
    assert!(error.to_string().contains(&stored.to_string()), "{error}");
}

#[test]
fn a_file_left_unread_is_passed_over() {
    let vendor = Vendor::new();
    let bench = Bench::new(&[&vendor]);
    let (_, verified, server) = imported(&bench, &vendor);
    let mut content = bench
        .depot
        .open_component(&verified, &server, |_| true, &Cancel::new())
        .unwrap();
    for _ in 0..5 {
        content.next_file().unwrap().read_exact(&mut []).unwrap();
    }
    let mut bytes = vec![];
    content
        .next_file()
        .unwrap()
        .read_to_end(&mut bytes)
        .unwrap();
    assert!(bytes == noise(6, 3 * MIB));
}

#[test]
fn a_cancelled_reader_stops_between_chunks() {
    let vendor = Vendor::new();
    let bench = Bench::new(&[&vendor]);
    let (_, verified, server) = imported(&bench, &vendor);
    let cancel = Cancel::new();
    let mut content = bench
        .depot
        .open_component(&verified, &server, |_| true, &cancel)
        .unwrap();
    cancel.cancel();
    content
        .next_file()
        .unwrap()
        .read_to_end(&mut vec![])
        .expect("nothing to read");
    assert!(
        content
            .next_file()
            .unwrap()
            .read_to_end(&mut vec![])
            .is_err()
    );
}

#[test]
fn documents_of_the_depot_that_have_changed_are_refused() {
    let vendor = Vendor::new();
    let bench = Bench::new(&[&vendor]);
    let (release, _, _) = imported(&bench, &vendor);
    let digest = Digest::of(&release.seal.manifest);
    let folder = format!(
        "var/lib/sealift/depot/releases/com.acme.monitor/1-{}",
        digest.short()
    );
    for name in ["manifest.json", "index.json.zst"] {
        bench.world.files.rot(&format!("{folder}/{name}"), 20);
        let error = bench.depot.load(&digest, &bench.trust).unwrap_err();
        assert_eq!(error.code(), "depot-document-damaged", "{name}");
        // Any volume of the release brings its documents along.
        bench.import(&release.volume()[..]).unwrap();
        bench.depot.load(&digest, &bench.trust).expect("mended");
    }
}
