//! One vector for each judgement on a package.

use super::common::{Vendor, added, bytes_of, count, file, manifest, scope, store_of, time};
use sealift_document::{Count, Digest, Document as _};
use sealift_package::manifest::{Arch, Manifest, Os, Platform};
use sealift_trust::policy::Rule;
use sealift_trust::store::{RescindedRelease, RevokedKey, Threshold};
use sealift_trust::{
    Acknowledgements, Admission, AdmissionRefusal, Authorised, FloorReset, History, Policy,
    ResetError, SignatureFile, Situation, Standing, TrustRefusal, TrustStore, admit, authenticate,
    authorise,
};

const LINUX: Platform = Platform {
    os: Os::Linux,
    arch: Arch::X86_64,
};

/// Signs with these vendors and judges against the store, up to the second judgement.
fn judge(
    bytes: &[u8],
    vendors: &[&Vendor],
    store: &TrustStore,
    history: &History,
) -> Result<Authorised, TrustRefusal> {
    let signatures: Vec<Vec<u8>> = vendors.iter().map(|vendor| vendor.sign(bytes)).collect();
    let files: Vec<SignatureFile<'_>> = vendors
        .iter()
        .zip(&signatures)
        .map(|(vendor, bytes)| file(vendor, bytes))
        .collect();
    authorise(authenticate(bytes, &files, store)?, store, history)
}

fn refusal(bytes: &[u8], vendors: &[&Vendor], store: &TrustStore) -> &'static str {
    judge(bytes, vendors, store, &History::default())
        .expect_err("must be refused")
        .code()
}

fn good() -> Vec<u8> {
    bytes_of(&manifest(|_| {}))
}

#[test]
fn a_release_by_a_trusted_key_is_authorised() {
    let vendor = Vendor::new();
    let release = judge(
        &good(),
        &[&vendor],
        &store_of(&[&vendor]),
        &History::default(),
    )
    .unwrap();
    assert_eq!(release.manifest().version.to_string(), "1.2.0");
    assert_eq!(*release.digest(), Digest::of(&good()));
    assert_eq!(release.manifest_bytes(), good());
    let signers: Vec<_> = release.signers().map(|signer| signer.fingerprint).collect();
    assert_eq!(signers, [vendor.print()]);
}

#[test]
fn t01_no_signature_no_key_and_an_empty_signature_are_told_apart() {
    let vendor = Vendor::new();
    assert_eq!(
        refusal(&good(), &[], &store_of(&[&vendor])),
        "package-not-signed"
    );
    assert_eq!(
        refusal(&good(), &[&vendor], &TrustStore::default()),
        "trust-no-key"
    );
    let empty = authenticate(&good(), &[file(&vendor, b"")], &store_of(&[&vendor]));
    assert_eq!(empty.expect_err("empty").code(), "signature-empty");
}

#[test]
fn t02_an_unknown_key_is_refused() {
    let (vendor, stranger) = (Vendor::new(), Vendor::new());
    let store = store_of(&[&vendor]);
    assert_eq!(
        refusal(&good(), &[&stranger], &store),
        "signature-unknown-key"
    );
}

#[test]
fn t02_extra_unknown_signers_are_ignored_and_listed() {
    let (vendor, stranger) = (Vendor::new(), Vendor::new());
    let store = store_of(&[&vendor]);
    let release = judge(&good(), &[&stranger, &vendor], &store, &History::default()).unwrap();
    assert_eq!(release.signers().count(), 1);
    assert_eq!(release.ignored().len(), 1);
    assert_eq!(release.ignored()[0].claimed, Some(stranger.print()));
}

#[test]
fn t03_another_key_under_a_trusted_keys_id_is_refused_with_its_own_message() {
    let vendor = Vendor::new();
    let impostor = vendor.impostor();
    let store = store_of(&[&vendor]);
    assert_eq!(
        refusal(&good(), &[&impostor], &store),
        "signature-key-id-of-another-key"
    );
    // Also beside a good signature: whoever pretends is not overlooked.
    let both = [&vendor, &impostor];
    assert_eq!(
        refusal(&good(), &both, &store),
        "signature-key-id-of-another-key"
    );
    // And under the trusted key's own name.
    let signature = impostor.sign(&good());
    let pretended = authenticate(&good(), &[file(&vendor, &signature)], &store);
    assert_eq!(pretended.expect_err("pretended").code(), "signature-bad");
}

#[test]
fn t12_a_signature_over_another_manifest_is_refused() {
    let vendor = Vendor::new();
    let other = vendor.sign(&bytes_of(&manifest(|m| m.sequence = count(13))));
    let refused = authenticate(&good(), &[file(&vendor, &other)], &store_of(&[&vendor]));
    assert_eq!(refused.expect_err("another").code(), "signature-bad");
}

#[test]
fn t19_a_key_that_comes_with_the_package_is_not_trusted() {
    let (vendor, stranger) = (Vendor::new(), Vendor::new());
    let bringing = manifest(|m| {
        let line = serde_json::Value::String(stranger.key.line());
        m.extensions.insert("com.acme.new-key".into(), line);
    });
    let refused = refusal(&bytes_of(&bringing), &[&stranger], &store_of(&[&vendor]));
    assert_eq!(refused, "signature-unknown-key");
}

#[test]
fn t23_a_signed_document_of_another_type_is_no_manifest() {
    let vendor = Vendor::new();
    let bytes = reset(&manifest(|_| {}), 10, 0).to_bytes().unwrap();
    let store = store_of(&[&vendor]);
    assert_eq!(refusal(&bytes, &[&vendor], &store), "manifest-malformed");
}

#[test]
fn t11_a_key_speaks_only_for_its_products() {
    let vendor = Vendor::new();
    let other = TrustStore::default()
        .with_key(
            vendor.key,
            vec![scope("com.acmes.*"), scope("com.acme.other")],
            added(),
        )
        .unwrap();
    assert_eq!(
        refusal(&good(), &[&vendor], &other),
        "signature-out-of-scope"
    );
}

#[test]
fn t17_two_of_two_needs_two_different_keys() {
    let (first, second) = (Vendor::new(), Vendor::new());
    let two = Threshold {
        products: scope("com.acme.*"),
        signatures: count(2),
    };
    let store = store_of(&[&first, &second]).with_threshold(two).unwrap();
    assert!(judge(&good(), &[&first, &second], &store, &History::default()).is_ok());
    assert_eq!(
        refusal(&good(), &[&first], &store),
        "signature-too-few-signers"
    );
    assert_eq!(
        refusal(&good(), &[&first, &first], &store),
        "signature-twice"
    );
    // The same key under another key id, with and without a name that claims the key.
    let renumbered = first.renumbered();
    let signatures = [
        first.sign(&good()),
        first.sign(&good()),
        renumbered.sign(&good()),
    ];
    let alone = |bytes| SignatureFile {
        claimed: None,
        bytes,
    };
    let files: Vec<_> = signatures.iter().map(|bytes| alone(bytes)).collect();
    let authentic = authenticate(&good(), &files, &store).unwrap();
    assert_eq!(authentic.signers().len(), 1);
    let refused = authorise(authentic, &store, &History::default()).expect_err("one key");
    assert_eq!(refused.code(), "signature-too-few-signers");
    assert_eq!(
        refusal(&good(), &[&first, &renumbered], &store),
        "signature-bad"
    );
}

#[test]
fn t17_keys_outside_the_scope_do_not_count_towards_the_threshold() {
    let (first, second) = (Vendor::new(), Vendor::new());
    let two = Threshold {
        products: scope("*"),
        signatures: count(2),
    };
    let store = store_of(&[&first])
        .with_key(second.key, vec![scope("org.other.*")], added())
        .and_then(|store| store.with_threshold(two))
        .unwrap();
    assert_eq!(
        refusal(&good(), &[&first, &second], &store),
        "signature-too-few-signers"
    );
}

fn revoke(store: &TrustStore, vendor: &Vendor) -> TrustStore {
    let key = RevokedKey {
        fingerprint: vendor.print(),
        since: time("2026-11-01T00:00:00Z"),
        reason: "stolen".into(),
    };
    store
        .with_revoked_key(key, time("2026-11-02T00:00:00Z"))
        .unwrap()
}

#[test]
fn t16_a_revoked_key_counts_for_nothing() {
    let (first, second) = (Vendor::new(), Vendor::new());
    let store = revoke(&store_of(&[&first, &second]), &first);
    assert_eq!(refusal(&good(), &[&first], &store), "signature-key-revoked");
    let release = judge(&good(), &[&first, &second], &store, &History::default()).unwrap();
    assert_eq!(release.signers().count(), 1);
    assert!(release.ignored()[0].revoked);
}

#[test]
fn t16_a_key_revoked_between_the_judgements_counts_for_nothing() {
    let vendor = Vendor::new();
    let store = store_of(&[&vendor]);
    let signature = vendor.sign(&good());
    let authentic = authenticate(&good(), &[file(&vendor, &signature)], &store).unwrap();
    let refused = authorise(authentic, &revoke(&store, &vendor), &History::default());
    assert_eq!(
        refused.expect_err("revoked").code(),
        "signature-key-revoked"
    );
}

#[test]
fn t16_a_rescinded_release_is_refused_though_its_signature_holds() {
    let vendor = Vendor::new();
    let release = RescindedRelease {
        product: "com.acme.monitor".parse().unwrap(),
        manifest: Digest::of(&good()),
        since: time("2026-11-01T00:00:00Z"),
        reason: "loses data".into(),
    };
    let now = time("2026-11-02T00:00:00Z");
    let store = store_of(&[&vendor])
        .with_rescinded_release(release, now)
        .unwrap();
    assert_eq!(refusal(&good(), &[&vendor], &store), "release-rescinded");
}

#[test]
fn t22_another_manifest_under_a_known_sequence_is_equivocation() {
    let vendor = Vendor::new();
    let store = store_of(&[&vendor]);
    let seen = |digest| History {
        manifests: [(count(12), digest)].into(),
        ..History::default()
    };
    assert!(judge(&good(), &[&vendor], &store, &seen(Digest::of(&good()))).is_ok());
    let known = Digest::of(b"another");
    let refused = judge(&good(), &[&vendor], &store, &seen(known)).expect_err("two manifests");
    assert_eq!(
        refused,
        TrustRefusal::Equivocation {
            product: "com.acme.monitor".parse().unwrap(),
            sequence: count(12),
            known,
            found: Digest::of(&good()),
        }
    );
}

/// A situation in which the small manifest is admitted without a question.
struct World {
    history: History,
    policy: Policy,
    now: &'static str,
    machine: Platform,
    accepted: Acknowledgements,
}

impl Default for World {
    fn default() -> Self {
        Self {
            history: History::default(),
            policy: Policy::default(),
            now: "2026-11-21T09:30:00Z",
            machine: LINUX,
            accepted: Acknowledgements::none(),
        }
    }
}

impl World {
    fn admit(&self, manifest: &Manifest) -> Result<Admission, AdmissionRefusal> {
        let vendor = Vendor::new();
        let bytes = bytes_of(manifest);
        let release = judge(&bytes, &[&vendor], &store_of(&[&vendor]), &self.history).unwrap();
        let situation = Situation {
            history: &self.history,
            policy: &self.policy,
            now: time(self.now),
            machine: self.machine,
            accepted: &self.accepted,
        };
        admit(release, &situation)
    }

    fn stops(&self, manifest: &Manifest) -> Vec<&'static str> {
        match self.admit(manifest) {
            Err(AdmissionRefusal::Policy(stop)) => stop
                .verdicts
                .iter()
                .map(|verdict| verdict.question.code())
                .collect(),
            other => panic!("expected a policy stop, found {other:?}"),
        }
    }
}

#[test]
fn an_ordinary_release_is_admitted_without_a_question() {
    let admission = World::default().admit(&manifest(|_| {})).unwrap();
    assert!(admission.verdicts().is_empty());
    assert!(!admission.is_return());
}

#[test]
fn t09_a_release_below_the_floor_is_refused() {
    let world = World {
        history: History {
            floor: count(11),
            ..History::default()
        },
        accepted: Acknowledgements::of(["downgrade", "release-below-floor"]),
        ..World::default()
    };
    let refused = world.admit(&manifest(|_| {})).expect_err("below");
    assert_eq!(refused.code(), "release-below-floor");
}

#[test]
fn t09_a_return_to_a_release_that_ran_here_is_allowed_and_said() {
    let world = World {
        history: History {
            floor: count(11),
            ran: [Digest::of(&good())].into(),
            installed: Some(count(20)),
            ..History::default()
        },
        now: "2028-01-01T00:00:00Z",
        ..World::default()
    };
    assert!(world.admit(&manifest(|_| {})).unwrap().is_return());
}

#[test]
fn t09_an_older_release_above_the_floor_is_for_the_policy_to_decide() {
    let mut world = World::default();
    world.history.installed = Some(count(20));
    assert_eq!(world.stops(&manifest(|_| {})), ["downgrade"]);
    world.policy.downgrades = Rule::Ask;
    assert_eq!(world.stops(&manifest(|_| {})), ["downgrade"]);
    world.accepted = Acknowledgements::of(["downgrade"]);
    let admission = world.admit(&manifest(|_| {})).unwrap();
    let [settled] = admission.verdicts() else {
        panic!("one question, found {:?}", admission.verdicts());
    };
    assert_eq!(settled.question.code(), "downgrade");
    assert_eq!(settled.standing, Standing::Acknowledged);
}

#[test]
fn t11_another_platform_is_refused() {
    for machine in [
        Platform {
            os: Os::Windows,
            arch: Arch::X86_64,
        },
        Platform {
            os: Os::Linux,
            arch: Arch::Aarch64,
        },
    ] {
        let world = World {
            machine,
            ..World::default()
        };
        let refused = world
            .admit(&manifest(|_| {}))
            .expect_err("another platform");
        assert_eq!(refused.code(), "release-other-platform");
        let said = refused.to_string();
        assert!(said.contains("was made for Linux on x86-64,"), "{said}");
    }
}

#[test]
fn t14_the_last_number_is_a_policy_stop() {
    let last = manifest(|m| {
        m.sequence = Count::MAX;
        m.rollback_index = Count::MAX;
    });
    let mut world = World::default();
    assert_eq!(world.stops(&last), ["last-sequence"]);
    world.policy.last_sequence = Rule::Allow;
    assert!(world.admit(&last).is_ok());
}

#[test]
fn t14_a_sequence_beyond_the_last_number_is_refused() {
    let vendor = Vendor::new();
    let beyond = String::from_utf8(good()).unwrap();
    for field in ["\"sequence\":12", "\"rollback_index\":10"] {
        let name = field.split(':').next().unwrap();
        let bytes = beyond.replace(field, &format!("{name}:9007199254740992"));
        let refused = refusal(bytes.as_bytes(), &[&vendor], &store_of(&[&vendor]));
        assert_eq!(refused, "manifest-malformed");
    }
}

fn reset(manifest: &Manifest, from: u64, to: u64) -> FloorReset {
    FloorReset {
        kind: FloorReset::TYPE.into(),
        product: manifest.product.clone(),
        from: count(from),
        to: count(to),
        issued: time("2026-11-20T00:00:00Z"),
        reason: "a wrong number was released".into(),
    }
}

#[test]
fn t14_a_site_at_the_last_number_recovers_by_a_signed_reset() {
    let (vendor, stranger) = (Vendor::new(), Vendor::new());
    let store = store_of(&[&vendor])
        .with_key(stranger.key, vec![scope("org.other.*")], added())
        .unwrap();
    let stuck = History {
        floor: Count::MAX,
        installed: Some(Count::MAX),
        ..History::default()
    };
    let follow = |reset: &FloorReset, vendor: &Vendor| {
        let bytes = reset.to_bytes().unwrap();
        let signature = vendor.sign(&bytes);
        let signed = authenticate(&bytes, &[file(vendor, &signature)], &store).unwrap();
        FloorReset::follow(&signed, &store, |_| stuck.clone())
    };
    let release = manifest(|_| {});
    let good = reset(&release, Count::MAX.value(), 10);
    let (_, history) = follow(&good, &vendor).unwrap();
    let world = World {
        history,
        ..World::default()
    };
    assert!(world.admit(&release).is_ok());
    assert!(matches!(
        follow(&good, &stranger),
        Err(ResetError::Trust(_))
    ));
    let other_floor = follow(&reset(&release, 11, 10), &vendor).expect_err("another floor");
    assert_eq!(other_floor.code(), "floor-reset-other-floor");
    let raising = follow(&reset(&release, 10, 11), &vendor).expect_err("raises");
    assert_eq!(raising.code(), "floor-reset-not-lower");
}

#[test]
fn t15_an_expired_release_stops_with_its_age_and_can_be_accepted() {
    let mut world = World {
        now: "2027-10-11T12:00:00Z",
        ..World::default()
    };
    let release = manifest(|_| {});
    let stop = world.admit(&release).expect_err("expired");
    assert!(stop.to_string().contains("10 days ago"), "{stop}");
    assert_eq!(world.stops(&release), ["release-expired"]);
    world.accepted = Acknowledgements::of(["release-expired"]);
    assert!(world.admit(&release).is_ok());
    world.policy.expired_releases = Rule::Refuse;
    assert_eq!(world.stops(&release), ["release-expired"]);
}

#[test]
fn t15_a_clock_before_the_latest_signed_time_stops_and_can_be_accepted() {
    let mut world = World::default();
    world.history.latest_signed = Some(time("2026-11-21T09:36:00Z"));
    let release = manifest(|_| {});
    assert_eq!(world.stops(&release), ["clock-behind"]);
    world.accepted = Acknowledgements::of(["clock-behind"]);
    assert!(world.admit(&release).is_ok());
    // Within the tolerance nobody is asked.
    let mut tolerant = World::default();
    tolerant.history.latest_signed = Some(time("2026-11-21T09:35:00Z"));
    assert!(tolerant.admit(&release).is_ok());
    // The release's own time of issue counts too.
    let early = World {
        now: "2026-09-01T00:00:00Z",
        ..World::default()
    };
    assert_eq!(early.stops(&release), ["clock-behind"]);
}

#[test]
fn every_question_is_asked_at_once() {
    let mut world = World {
        now: "2027-10-11T12:00:00Z",
        ..World::default()
    };
    world.history.installed = Some(count(20));
    let release = manifest(|m| m.components[0].totals.outward_symlinks = count(3));
    assert_eq!(
        world.stops(&release),
        ["release-expired", "downgrade", "outward-symlinks"]
    );
}
