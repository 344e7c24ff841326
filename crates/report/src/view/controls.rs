//! The control map: where this report shows what a control asks for, and honestly where it shows nothing.

use crate::log::Log;
use crate::texts::{ControlText, Texts};
use crate::view::packages;
use sealift_audit::{Event, Fact, Record, detail};

pub(crate) struct Control {
    pub(crate) text: &'static ControlText,
    pub(crate) shown: Vec<Place>,
    /// What the control asks for and no record of this report has.
    pub(crate) missing: Vec<&'static str>,
}

/// A section of the report.
pub(crate) struct Place {
    pub(crate) anchor: &'static str,
    pub(crate) title: &'static str,
}

/// A kind of evidence that a control may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Item {
    Records,
    EventList,
    Clock,
    Changes,
    Tickets,
    Approvals,
    Checks,
    Refusals,
    Settings,
    Packages,
    Identity,
    Integrity,
    RawEvidence,
    Sbom,
    Medium,
    MediaScan,
    Rollback,
    Baseline,
    Retention,
    Storage,
    PrintedNames,
    Meaning,
    Review,
    Rules,
    Installed,
    Vulnerabilities,
    Verification,
}

/// The whole map.
pub(crate) fn of(log: &Log, texts: &'static Texts) -> Vec<Control> {
    let control = |text: &'static ControlText| {
        let (present, absent): (Vec<Item>, Vec<Item>) =
            text.items.iter().copied().partition(|item| item.is_in(log));
        let mut shown: Vec<Place> = Vec::new();
        for item in present {
            let (anchor, title) = item.section(texts);
            if shown.iter().all(|place| place.anchor != anchor) {
                shown.push(Place { anchor, title });
            }
        }
        let missing = absent.into_iter().map(texts.item).collect();
        Control {
            text,
            shown,
            missing,
        }
    };
    texts.controls.iter().map(control).collect()
}

impl Item {
    /// Whether any record of this export shows it.
    fn is_in(self, log: &Log) -> bool {
        let event = |event: Event| log.records().any(|(_, record)| record.event == event);
        let fact = |name: &str| {
            log.records()
                .any(|(_, record)| record.details.contains_key(name))
        };
        let field = |path: &str| log.records().any(|(_, r)| r.withheld.contains_key(path));
        match self {
            Self::EventList | Self::Verification => true,
            Self::Records | Self::Clock => log.records().next().is_some(),
            Self::Changes => event(Event::OperationStarted),
            Self::Tickets => field("who.ticket"),
            Self::Approvals => event(Event::ApprovalGiven),
            Self::Checks => fact(detail::CHECKS),
            Self::Refusals => log.records().any(|(_, record)| is_refusal(record)),
            Self::Settings => event(Event::ConfigurationSet),
            Self::Packages => event(Event::ReleaseComplete),
            Self::Identity => fact(detail::IDENTITY),
            Self::Integrity => fact(detail::INTEGRITY),
            Self::RawEvidence => has_raw_evidence(log),
            Self::Sbom => fact(detail::SBOM),
            Self::Medium => fact(detail::MEDIUM),
            Self::MediaScan => has_part(log, detail::MEDIUM, "scan"),
            Self::Rollback => event(Event::StepUndone) || has_part(log, detail::KIND, "rollback"),
            Self::Baseline => fact(detail::BASELINE_AFTER),
            Self::Retention => fact(detail::RETENTION_DAYS),
            Self::Storage => field("details.stored-at"),
            Self::PrintedNames => field("who.name"),
            Self::Meaning => fact(detail::MEANING),
            Self::Review => fact("reviewed-to"),
            Self::Rules => fact(detail::RULE),
            Self::Installed => event(Event::OperationFinished),
            Self::Vulnerabilities => fact("vulnerabilities"),
        }
    }

    const fn section(self, texts: &'static Texts) -> (&'static str, &'static str) {
        match self {
            Self::Records | Self::Rules => ("timeline", texts.timeline),
            Self::EventList => ("events", texts.events),
            Self::Clock => ("clock", texts.clock),
            Self::Changes
            | Self::Tickets
            | Self::Approvals
            | Self::Checks
            | Self::Rollback
            | Self::Baseline
            | Self::PrintedNames
            | Self::Meaning => ("changes", texts.changes),
            Self::Refusals => ("refusals", texts.refusals),
            Self::Settings => ("settings", texts.settings),
            Self::Packages
            | Self::Identity
            | Self::Integrity
            | Self::RawEvidence
            | Self::Sbom
            | Self::Medium
            | Self::MediaScan
            | Self::Vulnerabilities => ("packages", texts.packages),
            Self::Retention | Self::Storage | Self::Review => ("keeping", texts.keeping),
            Self::Installed => ("summary", texts.summary),
            Self::Verification => ("verdict", texts.verdict),
        }
    }
}

fn is_refusal(record: &Record) -> bool {
    let kinds = [
        Event::Denied,
        Event::PolicyRefused,
        Event::TrustRefused,
        Event::ImportRefused,
    ];
    kinds.contains(&record.event)
}

/// Every release shown as verified needs its own: a bare attestation beside a complete one is still bare.
fn has_raw_evidence(log: &Log) -> bool {
    let complete = |record: &Record| {
        let material = packages::material_of(log, record);
        ["manifest", "signature", "public-key"]
            .iter()
            .all(|kind| material.iter().any(|raw| raw.kind == *kind))
    };
    let mut releases = log
        .records()
        .filter(|(_, r)| r.event == Event::ReleaseComplete)
        .peekable();
    releases.peek().is_some() && releases.all(|(_, record)| complete(record))
}

fn has_part(log: &Log, fact: &str, wanted: &str) -> bool {
    let has = |fact: &Fact| fact.field(wanted).is_some() || fact.as_text() == Some(wanted);
    log.records()
        .any(|(_, record)| record.details.get(fact).is_some_and(has))
}
