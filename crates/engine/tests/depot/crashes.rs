//! An import that dies at any effect, with the power cut on top, leaves a depot that is sound and can go on.

use sealift_document::Digest;
use sealift_engine::cancel::Cancel;
use sealift_engine::depot::Depot;
use sealift_testkit::world::FaultKind;

use crate::bench::{Bench, Vendor, noise, open};

/// Every row names sound and durable bytes: nothing that counts as held is missing or damaged.
fn assert_sound(bench: &Bench, depot: &Depot) {
    let report = depot.verify(
        &bench.trust,
        &bench.author(),
        &Cancel::new(),
        &mut |_, _| {},
    );
    let report = report.unwrap();
    assert!(report.damage.is_empty(), "{:?}", report.damage);
}

#[test]
fn killed_at_every_effect_and_powerless_on_top() {
    let vendor = Vendor::new();
    let content = noise(1, 40_000);
    let release = vendor.release(1, &content);
    let volume = release.volume();
    let manifest = Digest::of(&release.seal.manifest);
    let mut crashes = 0;
    for nth in 1.. {
        let Some(()) = crash_at(nth, &vendor, &volume, &manifest, &content) else {
            break;
        };
        crashes += 1;
    }
    assert!(crashes > 20, "an import has more effects than {crashes}");
}

/// Crashes at the n-th effect, before or after it in turn; nothing when the import has fewer.
fn crash_at(
    nth: u64,
    vendor: &Vendor,
    volume: &[u8],
    manifest: &Digest,
    content: &[u8],
) -> Option<()> {
    for kind in [FaultKind::CrashBefore, FaultKind::CrashAfter] {
        let mut bench = Bench::new(&[vendor]);
        bench.world.faults().order(nth, kind);
        let crashed = bench
            .world
            .until_crash(|| bench.import(volume).map(|_| ()))
            .is_err();
        if !crashed {
            return None;
        }
        bench.world.cut_power();
        // The process that died had the database open; the one that starts opens it anew.
        bench.depot = open(&bench.world);
        assert_sound(&bench, &bench.depot);
        bench.depot.recover(&bench.author()).unwrap();
        assert_eq!(bench.files("incoming"), Vec::<String>::new());
        let again = bench.import(volume).unwrap();
        assert!(again.missing.is_none(), "effect {nth}");
        bench.world.cut_power();
        bench.depot = open(&bench.world);
        assert_sound(&bench, &bench.depot);
        let verified = bench.depot.load(manifest, &bench.trust).unwrap();
        let server = "server".parse().unwrap();
        let mut files = bench
            .depot
            .open_component(&verified, &server, |_| true, &Cancel::new())
            .unwrap();
        let mut bytes = vec![];
        std::io::Read::read_to_end(&mut files.next_file().unwrap(), &mut bytes).unwrap();
        assert_eq!(bytes, content);
    }
    Some(())
}
