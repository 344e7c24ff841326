//! Who is believed, now and later, and that one vendor cannot spoil another's releases.

use sealift_audit::{Event, Outcome};
use sealift_document::Digest;
use sealift_engine::depot::ImportError;
use sealift_package::index::{ComponentTree, IndexDocument, Tree};
use sealift_package::manifest::Manifest;
use sealift_testkit::volume::SampleRelease;
use sealift_trust::store::{RescindedRelease, RevokedKey};
use sealift_trust::{TrustRefusal, TrustStore};

use crate::bench::{Bench, Vendor, noise};

const MIB: usize = 1 << 20;

#[test]
fn t02_a_stranger_is_refused_before_anything_else_is_read() {
    let (vendor, stranger) = (Vendor::new(), Vendor::new());
    let bench = Bench::new(&[&vendor]);
    let mut volume = stranger.release(1, &noise(1, MIB)).volume();
    // What follows is not even a volume; nobody looks.
    volume.truncate(8000);
    let error = bench.import(&volume[..]).unwrap_err();
    assert_eq!(error.code(), "signature-unknown-key");
    bench.assert_empty();
    assert_eq!(
        bench.events().last().unwrap(),
        &(Event::ImportRefused, Outcome::Refused)
    );
}

#[test]
fn t12_the_content_of_one_release_under_the_manifest_of_another_is_refused() {
    let vendor = Vendor::new();
    let bench = Bench::new(&[&vendor]);
    let mut mixed = vendor.release(1, &noise(1, MIB));
    let other = vendor.release(2, &noise(2, MIB));
    mixed.index = other.index.clone();
    mixed.index_stored = other.index_stored.clone();
    mixed.chunks = other.chunks.clone();
    assert!(bench.import(&mixed.volume()[..]).unwrap_err().is_refusal());
    bench.assert_empty();
}

#[test]
fn t16_what_was_taken_back_is_refused_though_it_was_imported() {
    let vendor = Vendor::new();
    let mut bench = Bench::new(&[&vendor]);
    let release = vendor.release(1, &noise(1, MIB));
    let manifest = bench
        .import(&release.volume()[..])
        .unwrap()
        .release
        .manifest;
    bench
        .depot
        .load(&manifest, &bench.trust)
        .expect("trusted so far");
    let since = "2026-11-22T00:00:00Z".parse().unwrap();
    let rescinded = RescindedRelease {
        product: release.manifest.product.clone(),
        manifest,
        since,
        reason: "it leaks".into(),
    };
    let store = bench
        .trust
        .with_rescinded_release(rescinded, since)
        .unwrap();
    let error = bench.depot.load(&manifest, &store).unwrap_err();
    assert_eq!(error.code(), "release-rescinded");
    let fingerprint = vendor.key().fingerprint();
    let revoked = RevokedKey {
        fingerprint,
        since,
        reason: "stolen".into(),
    };
    bench.trust = bench.trust.with_revoked_key(revoked, since).unwrap();
    let error = bench.depot.load(&manifest, &bench.trust).unwrap_err();
    assert_eq!(error.code(), "signature-key-revoked");
    assert_eq!(
        bench.import(&release.volume()[..]).unwrap_err().code(),
        "signature-key-revoked"
    );
}

/// A list reads what the log keeps, and believes it for the signatures that it checks then.
#[test]
fn a_list_tells_of_a_release_as_long_as_its_signers_are_trusted() {
    let (first, second) = (Vendor::new(), Vendor::new());
    let bench = Bench::new(&[&first, &second]);
    for (vendor, sequence) in [(&first, 1), (&second, 2), (&first, 3)] {
        let release = vendor.release(sequence, &noise(sequence.into(), MIB));
        bench.import(&release.volume()[..]).unwrap();
    }
    let releases = bench.depot.list().unwrap();
    let told = |trust: &TrustStore| -> Vec<Option<u64>> {
        let manifests = bench.depot.manifests(&releases, trust).unwrap();
        let sequence = |manifest: Option<Manifest>| Some(manifest?.sequence.value());
        manifests.into_iter().map(sequence).collect()
    };
    assert_eq!(told(&bench.trust), [Some(1), Some(2), Some(3)]);
    let since = "2026-11-22T00:00:00Z".parse().unwrap();
    let revoked = RevokedKey {
        fingerprint: second.key().fingerprint(),
        since,
        reason: "stolen".into(),
    };
    let store = bench.trust.with_revoked_key(revoked, since).unwrap();
    assert_eq!(told(&store), [Some(1), None, Some(3)]);
    assert_eq!(told(&TrustStore::default()), [None, None, None]);
}

#[test]
fn t22_another_manifest_under_the_same_number_is_refused_and_both_are_kept_as_evidence() {
    let vendor = Vendor::new();
    let bench = Bench::new(&[&vendor]);
    let first = vendor.release(1, &noise(1, MIB));
    let second = vendor.release(1, &noise(2, MIB));
    bench.import(&first.volume()[..]).unwrap();
    let error = bench.import(&second.volume()[..]).unwrap_err();
    assert!(matches!(
        error,
        ImportError::Trust(TrustRefusal::Equivocation { .. })
    ));
    for release in [&first, &second] {
        let digest = Digest::of(&release.seal.manifest);
        let kept = bench
            .depot
            .database()
            .read(|view| view.material(&digest))
            .unwrap();
        assert_eq!(kept.unwrap().bytes, release.seal.manifest);
    }
    // The first one stays the one that is believed, even after it has left the depot.
    bench
        .depot
        .remove(&Digest::of(&first.seal.manifest), &bench.author())
        .unwrap();
    assert!(bench.import(&second.volume()[..]).unwrap_err().is_refusal());
    assert!(bench.import(&first.volume()[..]).unwrap().missing.is_none());
}

/// A release whose index says of one stored chunk that it holds another content.
fn liar(vendor: &Vendor, product: &str, victim: &SampleRelease) -> SampleRelease {
    let mut honest = vendor.release(1, &b"a page that zstd makes smaller ".repeat(30_000));
    let mut tree: Tree = honest
        .index
        .tree(&"server".parse().unwrap())
        .unwrap()
        .clone();
    let claimed = victim.index.chunks()[0].raw_sha256;
    assert_ne!(tree.chunks[0].raw_sha256, claimed);
    tree.chunks[0].raw_sha256 = claimed;
    let id = "server".parse().unwrap();
    let document = IndexDocument::new(Tree::default(), vec![ComponentTree { id, tree }]);
    honest = SampleRelease::around("1.0.0", 1, &document, honest.chunks);
    vendor.seal(product, honest)
}

#[test]
fn t24_a_false_claim_about_a_raw_digest_is_found_out_and_reaches_nobody_else() {
    let (vendor, other) = (Vendor::new(), Vendor::new());
    let content = noise(1, 3 * MIB);
    let release = vendor.release(1, &content);
    for liar_comes_first in [true, false] {
        let bench = Bench::new(&[&vendor, &other]);
        let lie = || bench.import(&liar(&other, "com.other.x", &release).volume()[..]);
        if liar_comes_first {
            assert_eq!(lie().unwrap_err().code(), "depot-chunk-content");
            bench.assert_empty();
        }
        assert!(
            bench
                .import(&release.volume()[..])
                .unwrap()
                .missing
                .is_none()
        );
        if !liar_comes_first {
            assert_eq!(lie().unwrap_err().code(), "depot-chunk-content");
        }
        assert_eq!(bench.content(&release), content);
    }
}

#[test]
fn t24_chunks_of_one_vendor_do_not_complete_another_vendors_release() {
    let (vendor, other) = (Vendor::new(), Vendor::new());
    let bench = Bench::new(&[&vendor, &other]);
    let release = vendor.release(1, &noise(1, 3 * MIB));
    bench.import(&release.volume()[..]).unwrap();
    let same = other.seal("com.other.x", release.clone());
    let nothing = sealift_package::volume::Selection::Nothing;
    let empty = same.volumes(&nothing, None).remove(0);
    let imported = bench.import(&empty[..]).unwrap();
    assert_eq!(
        imported.missing.unwrap().chunks,
        release.chunks.len() as u64
    );
    // Removing the one leaves the other's chunks where they are, once they came with its own volume.
    bench.import(&same.volume()[..]).unwrap();
    bench
        .depot
        .remove(&Digest::of(&release.seal.manifest), &bench.author())
        .unwrap();
    assert_eq!(bench.files("chunks").len(), same.chunks.len());
}
