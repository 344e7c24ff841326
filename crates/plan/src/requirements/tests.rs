//! Each kind of requirement: met, unmet, and unknown, which is never met.

use sealift_document::{Digest, Timestamp, to_canonical};
use sealift_package::manifest::{Manifest, Os};
use serde_json::{Value, json};

use super::*;
use crate::configuration::{Answers, Form};
use crate::facts::{
    DiskFacts, InstalledProduct, LibcFacts, ListeningSocket, OsPackageFacts, PackageManager,
    ServiceFacts, ServiceState,
};
use crate::inquiry::Inquiry;
use crate::layout::{Scope, WorldRoot};

fn manifest(requirements: &Value) -> Manifest {
    let manifest = json!({
        "type": "sealift.manifest/v1",
        "product": "com.acme.monitor",
        "name": { "en": "Monitor" },
        "vendor": { "name": "Acme" },
        "version": "1.0.0",
        "sequence": 1,
        "rollback_index": 1,
        "issued": "2026-01-01T00:00:00Z",
        "names": "portable",
        "platforms": [{ "os": "linux", "arch": "x86-64" }],
        "requirements": requirements,
        "components": [{
            "id": "server", "title": { "en": "Server" }, "into": "server",
            "totals": { "raw_bytes": 1_000_000, "files": 0, "directories": 0, "symlinks": 0, "outward_symlinks": 0 }
        }],
        "configuration": { "schema": { "type": "object", "properties": {
            "port": { "type": "integer", "default": 9090 }
        } } },
        "index": { "stored_sha256": Digest::of(b"i"), "stored_bytes": 10, "raw_bytes": 20 },
        "totals": { "chunks": 1, "stored_bytes": 1, "raw_bytes": 1, "files": 1, "directories": 0, "symlinks": 0 }
    });
    let typed: Manifest = serde_json::from_value(manifest).expect("the fields of a manifest");
    Manifest::parse(&to_canonical(&typed).expect("canonical")).expect("a manifest")
}

fn layout() -> Layout {
    let product = "com.acme.monitor".parse().expect("an id");
    Layout::new(WorldRoot::machine(Os::Linux), &Scope::System, &product).expect("short")
}

fn now() -> Timestamp {
    "2026-02-01T00:00:00Z".parse().expect("a time")
}

fn unknown() -> Facts {
    Facts::unknown(Os::Linux, now())
}

fn known() -> Facts {
    let mut facts = unknown();
    facts.platform =
        Some(serde_json::from_value(json!({ "os": "linux", "arch": "x86-64" })).expect("x"));
    facts.os.distribution = Some("rocky".into());
    facts.os.id_like = vec!["rhel".into(), "fedora".into()];
    facts.os.version = Some("9.4".into());
    facts.os.kernel = Some("5.14.0-427.el9.x86_64".into());
    facts.cpu.logical_cores = Some(4_u32.into());
    facts.cpu.features = Some(vec!["avx".into(), "avx2".into()]);
    facts.memory.total_bytes = Some(4096_u32.into());
    facts.libc = Some(LibcFacts {
        name: "glibc".into(),
        version: Some("2.34".into()),
    });
    facts.users = Some(vec!["root".into(), "postgres".into()]);
    facts.fips = Some(true);
    facts.disks = Some(vec![DiskFacts {
        mount_point: "/".into(),
        file_system: None,
        total_bytes: None,
        free_bytes: Some(2_000_000_u32.into()),
        read_only: false,
        device: None,
    }]);
    let socket = |port, product: Option<&str>| ListeningSocket {
        port,
        address: "0.0.0.0".into(),
        process: Some("nginx".into()),
        product: product.map(|id| id.parse().expect("an id")),
    };
    facts.listening = Some(vec![
        socket(80, None),
        socket(9100, Some("com.acme.monitor")),
        socket(9200, Some("com.acme.other")),
    ]);
    facts.services = Some(vec![
        ServiceFacts {
            name: "sshd.service".into(),
            state: ServiceState::Running,
        },
        ServiceFacts {
            name: "ntpd.service".into(),
            state: ServiceState::Failed,
        },
    ]);
    let package = |manager, name: &str, version: &str| OsPackageFacts {
        manager,
        name: name.into(),
        version: version.into(),
    };
    facts.packages = Some(vec![
        package(PackageManager::Rpm, "openssl", "1:3.0.7-27.el9"),
        package(PackageManager::Dpkg, "libc6", "2.36-9+deb12u7"),
    ]);
    facts.products = Some(vec![InstalledProduct {
        product: "com.acme.base".parse().expect("an id"),
        version: semver::Version::new(2, 4, 0),
        sequence: 9_u32.into(),
    }]);
    facts
}

/// Judges one requirement of the vendor's.
fn judge(requirement: &Value, facts: &Facts) -> Finding {
    let mut requirement = requirement.clone();
    requirement["id"] = json!("it");
    let manifest = manifest(&json!([requirement]));
    let found = |facts: &Facts| {
        let findings = evaluate(&manifest, facts, None, &layout());
        let mut of_it = findings.into_iter().filter(|one| one.requirement == "it");
        of_it.next().expect("a finding")
    };
    let finding = found(facts);
    let told = Inquiry::by(&manifest).told(facts.clone());
    assert_eq!(found(&told), finding, "all that it rests on is asked for");
    finding
}

#[test]
fn every_kind_is_met_unmet_or_unknown() {
    for (met, unmet) in [
        (
            json!({ "kind": "os", "os": "linux" }),
            json!({ "kind": "os", "os": "windows" }),
        ),
        (
            json!({ "kind": "os", "os": "linux", "distributions": ["debian", "rhel"], "at-least": "9.2" }),
            json!({ "kind": "os", "os": "linux", "distributions": ["rhel"], "at-least": "9.10" }),
        ),
        (
            json!({ "kind": "os", "os": "linux", "distributions": ["rocky"] }),
            json!({ "kind": "os", "os": "linux", "distributions": ["debian"] }),
        ),
        (
            json!({ "kind": "cpu-features", "all": ["avx2"] }),
            json!({ "kind": "cpu-features", "all": ["avx2", "avx512f"] }),
        ),
        (
            json!({ "kind": "cores", "at-least": 4 }),
            json!({ "kind": "cores", "at-least": 5 }),
        ),
        (
            json!({ "kind": "memory", "at-least": 4096 }),
            json!({ "kind": "memory", "at-least": 4097 }),
        ),
        (
            json!({ "kind": "disk", "at": "data", "at-least": 1_000_000 }),
            json!({ "kind": "disk", "at": "data", "at-least": 1_000_001 }),
        ),
        (
            json!({ "kind": "kernel", "at-least": "5.10" }),
            json!({ "kind": "kernel", "at-least": "6.1" }),
        ),
        (
            json!({ "kind": "libc", "name": "glibc", "at-least": "2.31" }),
            json!({ "kind": "libc", "name": "musl", "at-least": "1.2" }),
        ),
        (
            json!({ "kind": "port-free", "port": 9090 }),
            json!({ "kind": "port-free", "port": 80 }),
        ),
        (
            json!({ "kind": "port-free", "port": 9100 }),
            json!({ "kind": "port-free", "port": 9200 }),
        ),
        (
            json!({ "kind": "os-package", "name": "openssl", "at-least": "1:3.0.7-9.el9" }),
            json!({ "kind": "os-package", "name": "openssl", "at-least": "1:3.0.10" }),
        ),
        (
            json!({ "kind": "os-package", "name": "libc6", "at-least": "2.36-9" }),
            json!({ "kind": "os-package", "name": "libc7" }),
        ),
        (
            json!({ "kind": "service-running", "name": "sshd" }),
            json!({ "kind": "service-running", "name": "ntpd.service" }),
        ),
        (
            json!({ "kind": "user", "name": "postgres" }),
            json!({ "kind": "user", "name": "oracle" }),
        ),
        (
            json!({ "kind": "fips", "enabled": true }),
            json!({ "kind": "fips", "enabled": false }),
        ),
        (
            json!({ "kind": "product", "product": "com.acme.base", "range": ">=2.1, <3" }),
            json!({ "kind": "product", "product": "com.acme.base", "range": ">=3" }),
        ),
    ] {
        assert_eq!(judge(&met, &known()).status, Status::Met, "{met}");
        assert_eq!(judge(&unmet, &known()).status, Status::Unmet, "{unmet}");
        let without = judge(&met, &unknown());
        if met != json!({ "kind": "os", "os": "linux" }) {
            assert_eq!(without.status, Status::Unknown, "{met}");
            assert!(without.stops(), "unknown is not met");
        }
    }
}

#[test]
fn a_clock_is_believable_between_the_issue_and_a_limit() {
    let requirement = json!({ "kind": "clock", "at-most-days-ahead": 365 });
    let at = |time: &str| {
        let mut facts = known();
        facts.clock.utc = time.parse().expect("a time");
        judge(&requirement, &facts).status
    };
    assert_eq!(at("2025-12-31T23:59:59Z"), Status::Unmet);
    assert_eq!(at("2026-01-01T00:00:00Z"), Status::Met);
    assert_eq!(at("2027-01-01T00:00:00Z"), Status::Met);
    assert_eq!(at("2027-01-01T00:00:01Z"), Status::Unmet);
}

#[test]
fn a_port_can_be_an_answer() {
    let requirements = json!([{ "id": "it", "kind": "port-free", "port": "port" }]);
    let manifest = manifest(&requirements);
    let port = |answers: Option<&Settled>| {
        let findings = evaluate(&manifest, &known(), answers, &layout());
        findings.last().expect("one").clone()
    };
    assert!(matches!(
        port(None).expected,
        Evidence::Port { port: 9090, .. }
    ));
    let answers = Answers::from_json(br#"{"port":80}"#).expect("JSON");
    let form = Form::of(&manifest).expect("a form");
    let settled = form.settle(&answers, Os::Linux).expect("valid");
    let taken = port(Some(&settled));
    assert_eq!(taken.status, Status::Unmet);
    assert!(matches!(
        taken.found,
        Evidence::Port { port: 80, held_by: Some(ref who) } if who.contains("nginx")
    ));
}

#[test]
fn all_findings_come_at_once_platform_and_room_first() {
    let requirements = json!([
        { "id": "ram", "kind": "memory", "at-least": 1_000_000 },
        { "id": "avx", "kind": "cpu-features", "all": ["avx512f"], "level": "recommended",
          "remedy": { "en": "Use a newer machine." } }
    ]);
    let findings = evaluate(&manifest(&requirements), &known(), None, &layout());
    let ids: Vec<_> = findings.iter().map(|f| f.requirement.as_str()).collect();
    assert_eq!(ids, ["platform", "room", "ram", "avx"]);
    let stops: Vec<_> = findings.iter().map(Finding::stops).collect();
    assert_eq!(stops, [false, false, true, false]);
    assert_eq!(findings[3].remedy.in_language("en"), "Use a newer machine.");
}

#[test]
fn another_platform_and_an_unknown_one_are_not_met() {
    let platform =
        |facts: &Facts| evaluate(&manifest(&json!([])), facts, None, &layout())[0].status;
    assert_eq!(platform(&known()), Status::Met);
    assert_eq!(platform(&unknown()), Status::Unknown);
    let mut arm = known();
    arm.platform =
        Some(serde_json::from_value(json!({ "os": "linux", "arch": "aarch64" })).expect("x"));
    assert_eq!(platform(&arm), Status::Unmet);
    assert_eq!(platform(&Facts::unknown(Os::Windows, now())), Status::Unmet);
}

#[test]
fn i17_the_room_of_the_trees_is_required_without_saying_so() {
    let mut facts = known();
    if let Some(disks) = &mut facts.disks {
        disks[0].free_bytes = Some(999_999_u32.into());
    }
    let room = evaluate(&manifest(&json!([])), &facts, None, &layout())[1].clone();
    assert_eq!(
        (room.requirement.as_str(), room.status),
        ("room", Status::Unmet)
    );
}
