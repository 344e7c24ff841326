//! Times: the order of records is proven by the tree, their times only told by the machine's clock (threat A9).

use super::Finding;
use super::records::Walk;
use crate::event::Event;
use crate::evidence::Evidence;
use crate::record::Record;
use crate::statement::ExportStatement;

/// Seconds by which a clock may step without a word: what a time server corrects, and records out of one breath.
const TOLERANCE: i64 = 120;
/// Days between two records after which someone should ask whether the clock was right.
const LONGEST_GAP: i64 = 300;
/// A clock that shows wrong from end to end is described well enough by this many findings.
const MOST_FINDINGS: usize = 50;
const DAY: i64 = 86_400;

/// Compares each record's time with the one before it; where both tell of the same run of the machine, also with
/// the seconds that the machine itself counted. A change of the local offset alone (summer time) is no anomaly.
pub(super) fn check(
    evidence: &Evidence,
    walk: &Walk,
    reviewed_to: Option<u64>,
    findings: &mut Vec<Finding>,
) {
    let mut found = Vec::new();
    let mut before: Option<&Record> = None;
    for (record, index) in walk.records.iter().zip(0..) {
        let Some(record) = record else { continue };
        if record.event == Event::ClockAnomaly {
            found.push(Finding::ClockRecorded { record: index });
        }
        found.extend(before.and_then(|before| compare(index, before, record)));
        before = Some(record);
    }
    found.extend(before.and_then(|last| compare_export(evidence, walk.size(), last)));
    let reviewed_to = reviewed_to.unwrap_or(0);
    let all = found.len();
    found.retain(|finding| finding.record().is_none_or(|record| record >= reviewed_to));
    if found.len() < all {
        findings.push(Finding::ClockReviewed {
            record: reviewed_to,
        });
    }
    findings.extend(found.into_iter().take(MOST_FINDINGS));
}

fn compare(record: u64, before: &Record, after: &Record) -> Option<Finding> {
    let passed = after.time.seconds_since(before.time);
    if passed < -TOLERANCE {
        return Some(Finding::ClockBackwards {
            record,
            seconds: -passed,
        });
    }
    let Some(counted) = counted_seconds(before, after) else {
        let days = passed / DAY;
        return (days >= LONGEST_GAP).then_some(Finding::ClockGap { record, days });
    };
    let stepped = passed - counted;
    // Quartz drifts; half a second in a thousand is more than any that is sold.
    let allowed = TOLERANCE + counted / 2000;
    (stepped.abs() > allowed).then_some(Finding::ClockStepped {
        record,
        seconds: stepped,
    })
}

/// The seconds that the machine counted between two records of one run; `None` across a restart.
fn counted_seconds(before: &Record, after: &Record) -> Option<i64> {
    let same_run = before.clock.boot.is_some() && before.clock.boot == after.clock.boot;
    let (from, to) = (before.clock.uptime?.value(), after.clock.uptime?.value());
    let counted = i64::try_from(to.checked_sub(from)?).ok()?;
    same_run.then_some(counted)
}

fn compare_export(evidence: &Evidence, size: u64, last: &Record) -> Option<Finding> {
    let exported = ExportStatement::claimed(&evidence.statement)?.time;
    let back = last.time.seconds_since(exported);
    (back > TOLERANCE).then_some(Finding::ClockBackwards {
        record: size,
        seconds: back,
    })
}
