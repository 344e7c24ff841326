//! English.

use super::{ControlText, Texts};
use crate::view::controls::Item;
use sealift_audit::{Event, Outcome, Verdict};

pub(super) static TEXTS: Texts = Texts {
    language: "en",
    title: "Change and audit report",
    withheld: "[withheld]",
    secret: "[secret, set]",
    verdict: "Verification",
    summary: "Summary",
    changes: "Changes",
    packages: "Packages",
    settings: "Settings",
    refusals: "Denied and refused",
    timeline: "All records",
    clock: "Clock",
    keeping: "Retention and storage",
    controls_title: "Control map",
    events: "Logged events",
    signatures: "Signatures",
    meaning,
    outcome,
    item,
    reason: Event::reason,
    words: &[],
    controls: CONTROLS,
};

const fn meaning(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Valid | Verdict::Consistent => {
            "The records add up and are signed by the key named below. Whether that key is your site's, this file \
             cannot say of itself: compare it with what you hold, as described here."
        }
        Verdict::ClockAnomaly => {
            "The records add up, but the clock moved. Their order is proven; their times need care."
        }
        Verdict::Truncated => "The log is shorter than its own signed checkpoint says.",
        Verdict::Forked => "The log parts from a history that was vouched for.",
        Verdict::Rewritten => {
            "The log is not the history that its own earlier checkpoint vouches for."
        }
        Verdict::UnknownKey => "The log is signed by an unexpected key.",
        Verdict::Broken => {
            "This file does not add up: records were edited, deleted, reordered, added or torn."
        }
    }
}

const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Started => "started",
        Outcome::Succeeded => "succeeded",
        Outcome::SucceededWithWarnings => "succeeded with warnings",
        Outcome::RebootRequired => "reboot required",
        Outcome::Refused => "refused",
        Outcome::Failed => "failed",
        Outcome::RolledBack => "rolled back",
        Outcome::FailedPartially => "failed partially",
        Outcome::Cancelled => "cancelled",
    }
}

const fn item(item: Item) -> &'static str {
    match item {
        Item::Records => "records",
        Item::EventList => "list of logged events",
        Item::Clock => "clock source",
        Item::Changes => "change records",
        Item::Tickets => "ticket",
        Item::Approvals => "approval",
        Item::Checks => "test results",
        Item::Refusals => "denied attempts",
        Item::Settings => "settings",
        Item::Packages => "releases",
        Item::Identity => "identity of the source",
        Item::Integrity => "integrity",
        Item::RawEvidence => "raw manifest, signature and key",
        Item::Sbom => "SBOM digest",
        Item::Medium => "medium",
        Item::MediaScan => "malware scan of the medium",
        Item::Rollback => "rollback",
        Item::Baseline => "baseline before and after",
        Item::Retention => "retention setting",
        Item::Storage => "where the log is kept",
        Item::PrintedNames => "printed name",
        Item::Meaning => "meaning of the signature",
        Item::Review => "review of the log",
        Item::Rules => "policy rule that matched",
        Item::Installed => "what is installed",
        Item::Vulnerabilities => "vulnerabilities fixed",
        Item::Verification => "integrity of the log",
    }
}

static CONTROLS: &[ControlText] = controls! {
    "NIST 800-53 AU-3, AU-12; STIG V-222473/476/477" asks "what, when, where, source, outcome, identity" from Records;
    "AU-2" asks "the list of logged events, with the reason" from EventList;
    "AU-6; 800-171 3.3.6; CIP-007 R4.4" asks "reviewer, period, findings; filters used" from Review;
    "AU-8; 3.3.7" asks "UTC and offset, clock source, anomalies" from Clock;
    "AU-9(2)(3)(4); 3.3.8-9; IEC 62443-4-2 CR 3.9" asks "where the log is and who administers it" from Storage Verification;
    "AU-10" asks "identity binding of who acted and who released" from Records PrintedNames Identity;
    "AU-11; CIP-007 R4.3" asks "retention setting, oldest record" from Retention;
    "CM-3(1)(2); 3.4.3-4; CIP-010 R1.2/1.4/1.5" asks "ticket, approval, test result, control check" from Changes Tickets Approvals Checks;
    "CM-5(1)" asks "denied attempts" from Refusals;
    "CM-6" asks "settings and deviations from defaults" from Settings;
    "CM-7(5), CM-11; 3.4.8-9" asks "the rule that allowed it; who installed" from Rules Changes;
    "CM-14; STIG V-222513; SI-7(1)(15); SA-10(1); SR-4(3); SR-11" asks "signature and package, checked before install" from Identity Integrity Packages;
    "SI-2; CIP-007 R2.2-2.3" asks "release, evaluation and install dates; vulnerabilities fixed" from Packages Changes Vulnerabilities;
    "SI-3; MA-3(2); 3.7.4; CIP-010 R4.3.2" asks "media scan with tool and definitions" from MediaScan;
    "MP-2/4/5/7; 3.8.7-8; CIP-010 R4.3.1" asks "medium: user, owner, serial" from Medium;
    "SR-3/4; SSDF PS.2.1/3.1/3.2" asks "provenance, archived release, SBOM digest" from Packages Sbom;
    "CIP-010 R1.1/1.3" asks "baseline, updated after the change" from Installed Baseline;
    "CIP-010 R1.6.1/1.6.2" asks "identity of the source and integrity, as two results, with raw evidence" from Identity Integrity RawEvidence;
    "IEC 62443-2-3, 62443-2-4 SP.11" asks "authenticity, compatibility, status applied" from Identity Checks Installed;
    "IEC 62443-4-2 CR 2.8-2.12, 3.4, 3.10" asks "update history; rollback" from Records Changes Rollback;
    "21 CFR Part 11 \u{a7}11.10(e), \u{a7}11.50" asks "audit trail; printed name, time and meaning of signature" from Records PrintedNames Meaning;
    "GAMP IQ/OQ" asks "expected and actual, pass or fail, executor" from Checks Changes;
    "HIPAA 164.312(b),(c)" asks "recorded activity; integrity of the log" from Records Verification;
    "GDPR 30, 32" asks "operators' data kept, erasure limit, security measures" from Retention Verification;
    "ISO 27001 A.8.15, 8.17, 8.19, 8.32" asks "events, clock, authoriser and rollback plan" from Records Clock Approvals Rollback;
    "EU CRA Annex I 1.2.f/l, 2.1" asks "corruption report; activity record; SBOM" from Integrity Records Sbom;
};
