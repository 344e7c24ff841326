//! The timeline of all records, and of those that were refused.

use super::summary::offset;
use crate::log::{ABSENT, Log, Row, detail, flat, subject, tone};
use sealift_audit::{Event, Fact, Outcome, Record, detail};
use sealift_document::plain;

pub(crate) struct Line {
    pub(crate) index: u64,
    pub(crate) anchor: String,
    pub(crate) hash: String,
    /// `None` for a record that is left out or torn.
    pub(crate) shown: Option<Shown>,
    pub(crate) is_omitted: bool,
}

pub(crate) struct Shown {
    pub(crate) time: String,
    pub(crate) offset: String,
    pub(crate) event: String,
    pub(crate) outcome: &'static str,
    pub(crate) tone: &'static str,
    pub(crate) who: String,
    pub(crate) authenticated: String,
    pub(crate) subject: String,
    pub(crate) facts: String,
}

pub(crate) struct Refusal {
    pub(crate) index: u64,
    pub(crate) time: String,
    pub(crate) event: String,
    pub(crate) who: String,
    pub(crate) attempt: String,
    pub(crate) code: String,
    pub(crate) message: String,
}

/// Every record, the oldest first.
pub(crate) fn timeline(log: &Log, outcome_name: fn(Outcome) -> &'static str) -> Vec<Line> {
    let line = |row: &Row| Line {
        index: row.index,
        anchor: row.anchor(),
        hash: row
            .hash
            .map_or_else(|| ABSENT.into(), |hash| hash.to_string()),
        shown: row
            .record
            .as_ref()
            .map(|record| shown(log, row, record, outcome_name)),
        is_omitted: row.is_omitted,
    };
    log.rows.iter().map(line).collect()
}

fn shown(
    log: &Log,
    row: &Row,
    record: &Record,
    outcome_name: fn(Outcome) -> &'static str,
) -> Shown {
    Shown {
        time: record.time.to_string(),
        offset: offset(record.offset),
        event: record.event.code().into(),
        outcome: outcome_name(record.outcome),
        tone: tone(record.outcome),
        who: log.who(row),
        authenticated: plain(&record.authenticated),
        subject: subject(&record.subject),
        facts: facts(log, row, record),
    }
}

/// The simple facts in one line; lists and maps have sections of their own, and stand in the evidence in full.
fn facts(log: &Log, row: &Row, record: &Record) -> String {
    let simple = |fact: &Fact| !matches!(fact, Fact::List(_) | Fact::Map(_));
    let public = record.details.iter().filter(|(_, fact)| simple(fact));
    let mut all: Vec<String> = public
        .map(|(name, fact)| format!("{}: {}", plain(name), flat(fact)))
        .collect();
    for path in record.withheld.keys() {
        let Some(name) = path.strip_prefix("details.") else {
            continue;
        };
        let is_long = name == detail::OUTPUT || name == detail::VALUES;
        if !is_long {
            all.push(format!("{}: {}", plain(name), log.field(row, path)));
        }
    }
    for (name, path) in [("ticket", "who.ticket"), ("reason", "who.reason")] {
        all.extend(log.given(row, path).map(|text| format!("{name}: {text}")));
    }
    all.join(" · ")
}

/// Everything that was denied or refused, the newest first.
pub(crate) fn refusals(log: &Log) -> Vec<Refusal> {
    let kinds = [
        Event::Denied,
        Event::PolicyRefused,
        Event::TrustRefused,
        Event::ImportRefused,
    ];
    let refused =
        |record: &Record| kinds.contains(&record.event) || record.outcome == Outcome::Refused;
    let found = log.records().rev().filter(|(_, record)| refused(record));
    let shown = found.map(|(row, record)| Refusal {
        index: row.index,
        time: record.time.to_string(),
        event: record.event.code().into(),
        who: log.who(row),
        attempt: attempt(record),
        code: detail(record, detail::CODE),
        message: log
            .told(row, record, detail::MESSAGE)
            .unwrap_or_else(|| ABSENT.into()),
    });
    shown.collect()
}

fn attempt(record: &Record) -> String {
    let attempt = record.details.get(detail::ATTEMPT).map(flat);
    let about = Some(subject(&record.subject)).filter(|text| !text.is_empty());
    let parts: Vec<String> = [attempt, about].into_iter().flatten().collect();
    if parts.is_empty() {
        ABSENT.into()
    } else {
        parts.join(" · ")
    }
}
