//! Sets of volumes, and deltas.

use std::collections::BTreeSet;
use std::path::PathBuf;

use sealift_package::volume::VolumeKind;
use sealift_vendor::{Watch, inspect, sign};

use super::bench::{Bench, DESCRIPTION, names, noise};

fn paths(packing: &sealift_vendor::Packing) -> Vec<PathBuf> {
    packing
        .volumes
        .iter()
        .map(|volume| volume.path.clone())
        .collect()
}

#[test]
fn three_volumes_hold_every_chunk_between_them() {
    let bench = Bench::new();
    bench.file("a", noise(1, 40 << 20));
    let most = 15 << 20;
    let sized = |options: &mut sealift_vendor::PackOptions<'_>| options.volume_size = Some(most);
    let packing = bench.pack_with("out", sized, Watch::nobody()).unwrap();
    assert_eq!(
        names(&bench.at("out")),
        [1, 2, 3].map(|n| format!("com.acme.monitor-1.0.0-{n}-of-3.sealift"))
    );
    let mut present = BTreeSet::new();
    for volume in &packing.volumes {
        let found = inspect(&volume.path, Watch::nobody()).unwrap();
        assert!(found.bytes <= most && found.bytes == volume.bytes);
        assert_eq!(found.hint.kind, VolumeKind::Part);
        assert_eq!(found.manifest_sha256, packing.manifest_sha256);
        let own = found.hint.number.value();
        let here = (0..).zip(found.index.chunks());
        let here = here.filter(|(n, _)| found.hint.volume_with(*n).map(|v| v.value()) == Some(own));
        present.extend(here.map(|(n, _)| n));
    }
    assert_eq!(present.len() as u64, packing.manifest.totals.chunks.value());
}

#[test]
fn an_unsigned_set_has_room_for_its_signatures() {
    let bench = Bench::new();
    bench.file("a", noise(1, 20 << 20));
    let most = 15 << 20;
    let packing = bench
        .pack_with(
            "out",
            |options| {
                options.volume_size = Some(most);
                options.key = None;
            },
            Watch::nobody(),
        )
        .unwrap();
    sign(&paths(&packing), &bench.key(), Watch::nobody()).unwrap();
    for path in paths(&packing) {
        assert!(inspect(&path, Watch::nobody()).unwrap().bytes <= most);
    }
}

#[test]
fn a_volume_size_below_the_least_is_refused_with_the_least() {
    let bench = Bench::new();
    bench.file("a", noise(1, 5 << 20));
    let sized = |options: &mut sealift_vendor::PackOptions<'_>| options.volume_size = Some(1 << 20);
    let error = bench.pack_with("out", sized, Watch::nobody()).unwrap_err();
    assert_eq!(error.code(), "plan-volume-too-small");
    assert!(names(&bench.at("out")).is_empty());
}

#[test]
fn a_delta_holds_what_its_base_has_not() {
    let bench = Bench::new();
    let mut content = noise(1, 30 << 20);
    bench.file("a", &content);
    let base = bench.pack("out");
    content[15 << 20] ^= 1;
    bench.file("a", &content);
    bench.describe(
        &DESCRIPTION
            .replace("\"1.0.0\"", "\"1.1.0\"")
            .replace("sequence = 1", "sequence = 2"),
    );
    let bases = [base];
    let packing = bench
        .pack_over(&bases, "out", |_| {}, Watch::nobody())
        .unwrap();
    assert_eq!(
        names(&bench.at("out"))[1],
        "com.acme.monitor-1.1.0-delta-from-1.0.0.sealift"
    );
    let found = inspect(&packing.volumes[0].path, Watch::nobody()).unwrap();
    assert_eq!(found.hint.kind, VolumeKind::Delta);
    assert_eq!(found.hint.bases[0].version.to_string(), "1.0.0");
    assert!((1..4).contains(&found.chunks_here), "{}", found.chunks_here);
    assert!(found.manifest.totals.chunks.value() > 8);
}

#[test]
fn a_delta_over_another_product_is_refused() {
    let bench = Bench::new();
    bench.file("a", "a");
    let bases = [bench.pack("out")];
    bench.describe(&DESCRIPTION.replace("com.acme.monitor", "com.acme.other"));
    let error = bench
        .pack_over(&bases, "out", |_| {}, Watch::nobody())
        .unwrap_err();
    assert_eq!(error.code(), "pack-base-other-product");
}
