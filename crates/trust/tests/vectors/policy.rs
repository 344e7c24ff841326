//! The policy as a document, and its answers.

use super::common::{count, manifest, time};
use sealift_document::{Count, Document as _};
use sealift_package::manifest::{Arch, Mode, Os, Platform, Step};
use sealift_trust::policy::{Rule, review, settle};
use sealift_trust::{Acknowledgements, Policy, Standing};

const GOLDEN: &str = include_str!("../golden/policy-v1.json");
const LINUX: Platform = Platform {
    os: Os::Linux,
    arch: Arch::X86_64,
};

#[test]
fn the_first_version_of_the_document_is_still_read_and_written() {
    let written = String::from_utf8(Policy::default().to_bytes().unwrap()).unwrap();
    assert_eq!(written, GOLDEN.trim_end());
    assert_eq!(Policy::parse(GOLDEN).unwrap(), Policy::default());
}

#[test]
fn a_policy_is_written_by_hand_and_says_only_what_differs() {
    let text = r#"
        { "type": "sealift.policy/v1",
          "ticket_required": true,
          "host_paths": ["/etc/cron.d/acme-*"] }"#;
    let policy = Policy::parse(text).unwrap();
    assert!(policy.ticket_required);
    assert_eq!(policy.outward_symlinks, Rule::Refuse);
    // Written by the program, it says the same.
    let written = String::from_utf8(policy.to_bytes().unwrap()).unwrap();
    assert_eq!(Policy::parse(&written), Ok(policy));
}

#[test]
fn a_policy_may_be_as_long_as_the_limit_and_no_longer() {
    let padded = |bytes: usize| {
        let smallest = r#"{"type":"sealift.policy/v1"}"#;
        format!("{smallest}{}", " ".repeat(bytes - smallest.len()))
    };
    assert_eq!(
        Policy::parse(&padded(Policy::MAX_BYTES)),
        Ok(Policy::default())
    );
    let longer = Policy::parse(&padded(Policy::MAX_BYTES + 1)).expect_err("too long");
    assert_eq!(longer.code(), "policy-malformed");
}

#[test]
fn a_misspelt_rule_never_counts_for_nothing() {
    for bad in [
        r#"{"type":"sealift.policy/v1","ticket_requred":true}"#,
        r#"{"type":"sealift.policy/v1","downgrades":"alow"}"#,
        r#"{"type":"sealift.policy/v1","downgrades":"allow","downgrades":"refuse"}"#,
        r#"{"type":"sealift.policy/v2"}"#,
        r#"{"type":"sealift.manifest/v1"}"#,
        r#"{"type":"sealift.policy/v1","host_paths":["etc"]}"#,
        "{}",
        "",
    ] {
        assert_eq!(
            Policy::parse(bad).expect_err(bad).code(),
            "policy-malformed"
        );
    }
}

fn step(json: &str) -> Step {
    serde_json::from_str(json).expect(json)
}

#[test]
fn a_manifest_raises_each_question_once() {
    let release = manifest(|m| {
        m.components[0].totals.outward_symlinks = count(1);
        m.components[0].steps = vec![
            step(
                r#"{"id":"motd","kind":"config-file","path":"/etc/motd","template":"motd","mode":"0646"}"#,
            ),
            step(r#"{"id":"link","kind":"symlink","path":"config/x","to":"/etc/shadow"}"#),
            step(
                r#"{"id":"format","kind":"command","run":["bin/format"],"timeout_seconds":5,"irreversible":true}"#,
            ),
            step(
                r#"{"id":"tune","kind":"command","run":["bin/tune"],"timeout_seconds":5,"writes":["/proc/sys/x"],"reboot":true}"#,
            ),
            step(r#"{"id":"data","kind":"directory","path":"data","mode":"0750"}"#),
            step(r#"{"id":"drop","kind":"directory","path":"data/drop","mode":"0777"}"#),
        ];
    });
    let found: Vec<(&str, Standing)> = review(&release, LINUX, &Policy::default())
        .into_iter()
        .map(|verdict| (verdict.question.code(), verdict.standing))
        .collect();
    assert_eq!(
        found,
        [
            ("outward-symlinks", Standing::Refused),
            ("host-path", Standing::Refused),
            ("world-writable", Standing::Refused),
            ("host-path", Standing::Refused),
            ("irreversible-step", Standing::NeedsAcknowledgement),
            ("step-without-undo", Standing::NeedsAcknowledgement),
            ("reboot", Standing::Allowed),
            ("host-path", Standing::Refused),
            ("world-writable", Standing::Refused),
        ]
    );
}

#[test]
fn p24_a_world_writable_mode_is_refused_unless_the_policy_says_otherwise() {
    let mut policy = Policy::default();
    let mode = |text: &str| text.parse::<Mode>().unwrap();
    assert_eq!(policy.mode("bin/x", mode("0755")), None);
    assert!(policy.mode("bin/x", mode("0757")).unwrap().stops());
    policy.world_writable = Rule::Allow;
    assert!(!policy.mode("bin/x", mode("0757")).unwrap().stops());
}

#[test]
fn numbers_at_the_edge_raise_no_question_and_one_beyond_it_does() {
    let policy = Policy::default();
    let (now, next) = (time("2027-10-01T00:00:00Z"), time("2027-10-01T00:00:01Z"));
    assert_eq!(policy.expiry(Some(now), now), None);
    assert!(policy.expiry(Some(now), next).unwrap().stops());
    assert_eq!(policy.downgrade(Some(count(12)), count(12)), None);
    assert!(
        policy
            .downgrade(Some(count(12)), count(11))
            .unwrap()
            .stops()
    );
    // Either number at its end is enough: nothing could follow.
    assert_eq!(policy.last_number(count(12), count(10)), None);
    assert!(policy.last_number(Count::MAX, count(10)).unwrap().stops());
    assert!(policy.last_number(count(12), Count::MAX).unwrap().stops());
}

#[test]
fn m08_media_without_owner_or_serial_stop_where_the_policy_asks_for_them() {
    let mut policy = Policy::default();
    assert!(policy.medium(None, None).is_empty());
    policy.media_owner_required = true;
    policy.media_serial_required = true;
    assert_eq!(policy.medium(None, None).len(), 2);
    assert!(policy.medium(Some("lena"), Some("4C53")).is_empty());
}

#[test]
fn a_required_ticket_is_not_a_blank_one() {
    let policy = Policy {
        ticket_required: true,
        reason_required: true,
        approvals_required: count(2),
        ..Policy::default()
    };
    assert_eq!(policy.change_record(Some(" "), None).len(), 2);
    assert!(
        policy
            .change_record(Some("CHG-1"), Some("yearly update"))
            .is_empty()
    );
    assert!(policy.approvals(1).unwrap().stops());
    assert_eq!(policy.approvals(2), None);
}

#[test]
fn accepting_settles_what_waits_and_nothing_that_is_refused() {
    let policy = Policy::default();
    let mut verdicts = policy.change_record(None, None);
    verdicts.extend(policy.symlinks_outward(&"server".parse().unwrap(), 2));
    let accepted = Acknowledgements::of(["outward-symlinks"]);
    let stop = settle(verdicts, &accepted).expect_err("refused stays refused");
    assert_eq!(stop.code(), "policy-stop");
    assert_eq!(stop.verdicts[0].question.decided_by(), "outward_symlinks");
}

/// The reference names every rule, with its default.
#[test]
fn the_reference_of_the_policy_is_complete() {
    let reference = include_str!("../../../../docs/trust.md");
    let policy = serde_json::to_value(Policy::default()).unwrap();
    let rules = policy
        .as_object()
        .unwrap()
        .iter()
        .filter(|(name, _)| *name != "type");
    for (name, default) in rules {
        let default = match default.to_string().trim_matches('"') {
            "[]" => "none".to_owned(),
            word if word.parse::<u64>().is_ok() => word.to_owned(),
            word => format!("`{word}`"),
        };
        let row = format!("| `{name}` | {default} |");
        assert!(reference.contains(&row), "{row}");
    }
    let example = reference
        .split("```json\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next());
    assert!(Policy::parse(example.unwrap()).unwrap().ticket_required);
}
