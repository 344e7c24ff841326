//! At a glance: who, when, what is installed now, how changes ended, and where the log is kept.

use crate::log::{ABSENT, Log, detail, or_absent};
use sealift_audit::{Event, detail};
use sealift_document::plain;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) struct Summary {
    pub(crate) period: Option<(String, String)>,
    pub(crate) records: usize,
    pub(crate) people: Vec<String>,
    pub(crate) hosts: Vec<String>,
    pub(crate) installed: Vec<Installed>,
    pub(crate) outcomes: Vec<(&'static str, &'static str, usize)>,
    pub(crate) filter: Vec<(String, String)>,
    pub(crate) keeping: Keeping,
    pub(crate) clocks: Vec<String>,
    pub(crate) offsets: Vec<String>,
}

pub(crate) struct Installed {
    pub(crate) product: String,
    pub(crate) version: String,
    pub(crate) sequence: String,
    pub(crate) manifest: String,
    pub(crate) since: String,
    pub(crate) by: String,
}

/// Where the log is and for how long, each from the newest export's record that says so.
pub(crate) struct Keeping {
    pub(crate) retention: String,
    pub(crate) stored_at: String,
    pub(crate) administered_by: String,
    pub(crate) oldest: String,
}

impl Summary {
    pub(crate) fn of(log: &Log, outcome_name: fn(sealift_audit::Outcome) -> &'static str) -> Self {
        let times = || log.records().map(|(_, record)| record.time);
        let distinct = |text: &dyn Fn(&crate::log::Row) -> String| {
            let all: BTreeSet<String> = log.records().map(|(row, _)| text(row)).collect();
            all.into_iter()
                .filter(|text| text != ABSENT)
                .collect::<Vec<_>>()
        };
        Self {
            period: times()
                .min()
                .zip(times().max())
                .map(|(a, b)| (a.to_string(), b.to_string())),
            records: log.rows.len(),
            people: distinct(&|row| log.who(row)),
            hosts: distinct(&|row| log.field(row, "who.host")),
            installed: installed(log),
            outcomes: outcomes(log, outcome_name),
            filter: log
                .evidence
                .filter
                .iter()
                .map(|(k, v)| (plain(k), plain(v)))
                .collect(),
            keeping: Keeping::of(log),
            clocks: distinct(&|row| {
                or_absent(
                    row.record
                        .as_ref()
                        .map(|record| record.clock.source.as_str()),
                )
            }),
            offsets: distinct(&|row| {
                row.record
                    .as_ref()
                    .map_or(ABSENT.into(), |r| offset(r.offset))
            }),
        }
    }
}

/// A distance from UTC as `+01:00`.
pub(crate) fn offset(minutes: i16) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    let minutes = minutes.unsigned_abs();
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

fn installed(log: &Log) -> Vec<Installed> {
    let mut now: BTreeMap<String, Installed> = BTreeMap::new();
    for (row, record) in log.records() {
        let finished = record.event == Event::OperationFinished
            && record.outcome.is_success()
            && !record.details.contains_key(detail::STAGED);
        let Some(product) = record.subject.product.as_deref().filter(|_| finished) else {
            continue;
        };
        if detail(record, detail::KIND) == "uninstall" {
            now.remove(product);
            continue;
        }
        let sequence = record
            .subject
            .sequence
            .map_or_else(|| ABSENT.into(), |n| n.to_string());
        let manifest = record
            .subject
            .manifest
            .map_or_else(|| ABSENT.into(), |d| d.to_string());
        let installed = Installed {
            product: plain(product),
            version: or_absent(record.subject.version.as_deref()),
            sequence,
            manifest,
            since: record.time.to_string(),
            by: log.who(row),
        };
        now.insert(product.into(), installed);
    }
    now.into_values().collect()
}

fn outcomes(
    log: &Log,
    name: fn(sealift_audit::Outcome) -> &'static str,
) -> Vec<(&'static str, &'static str, usize)> {
    let mut counts = BTreeMap::new();
    let ends = [Event::OperationFinished, Event::RecoveryRun];
    for (_, record) in log
        .records()
        .filter(|(_, record)| ends.contains(&record.event))
    {
        *counts.entry(record.outcome).or_insert(0) += 1;
    }
    let shown = |(outcome, count)| (name(outcome), crate::log::tone(outcome), count);
    counts.into_iter().map(shown).collect()
}

impl Keeping {
    fn of(log: &Log) -> Self {
        let exports = || {
            let newest_first = log.records().rev();
            newest_first.filter(|(_, record)| record.event == Event::AuditExported)
        };
        let private = |name: &str| {
            let given = exports().find_map(|(row, _)| log.given(row, &format!("details.{name}")));
            given.unwrap_or_else(|| "not on record".into())
        };
        let days = exports().find_map(|(_, record)| record.details.get(detail::RETENTION_DAYS));
        Self {
            retention: days.map_or_else(
                || "no term is set; Sealift itself deletes no record".into(),
                |days| format!("{} days", crate::log::flat(days)),
            ),
            stored_at: private(detail::STORED_AT),
            administered_by: private(detail::ADMINISTERED_BY),
            oldest: log
                .records()
                .next()
                .map_or_else(|| ABSENT.into(), |(_, r)| r.time.to_string()),
        }
    }
}
