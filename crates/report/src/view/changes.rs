//! Change records: one for each run that changed the target, or tried to.

use crate::log::{ABSENT, Log, Row, bytes, detail, flat, or_absent, part, tone};
use sealift_audit::{Event, Fact, Outcome, Record, detail};

/// What stands where a change record should say something and nobody knew it.
const UNKNOWN: &str = "not on record";

pub(crate) struct Change {
    pub(crate) anchor: String,
    pub(crate) kind: String,
    pub(crate) product: String,
    pub(crate) versions: String,
    pub(crate) outcome: &'static str,
    /// Whether it laid a release ready and activated nothing.
    pub(crate) is_staged: bool,
    pub(crate) tone: &'static str,
    pub(crate) operation: String,
    pub(crate) started: String,
    pub(crate) finished: String,
    pub(crate) who: String,
    pub(crate) authenticated: String,
    pub(crate) name: String,
    pub(crate) ticket: String,
    pub(crate) reason: String,
    pub(crate) approver: String,
    pub(crate) plan: String,
    pub(crate) room: String,
    pub(crate) before: String,
    pub(crate) after: String,
    pub(crate) failure: Option<Failure>,
    /// Steps that were not taken back, where there are such.
    pub(crate) left: Option<String>,
    pub(crate) steps: Vec<Step>,
    pub(crate) checks: Vec<Check>,
}

pub(crate) struct Failure {
    pub(crate) code: String,
    pub(crate) message: String,
    pub(crate) remedy: Option<String>,
}

pub(crate) struct Step {
    /// Its place in the plan, from 1, where that is on record: two steps may have one name.
    number: Option<i64>,
    pub(crate) id: String,
    pub(crate) component: String,
    pub(crate) kind: String,
    pub(crate) summary: String,
    pub(crate) undo: String,
    pub(crate) results: Vec<StepResult>,
}

pub(crate) struct StepResult {
    pub(crate) event: String,
    pub(crate) tone: &'static str,
    pub(crate) record: u64,
    pub(crate) message: Option<String>,
    /// How far its program was held to its places, where it ran one.
    pub(crate) confinement: Option<String>,
    pub(crate) output: Vec<String>,
}

pub(crate) struct Check {
    pub(crate) requirement: String,
    pub(crate) expected: String,
    pub(crate) found: String,
    pub(crate) result: String,
    pub(crate) tone: &'static str,
}

/// All changes, the newest first.
pub(crate) fn of(log: &Log, outcome_name: fn(Outcome) -> &'static str) -> Vec<Change> {
    let begins = |record: &Record| record.event == Event::OperationStarted;
    let begun = log
        .records()
        .filter(|(_, record)| begins(record) && record.operation.is_some());
    let mut changes: Vec<Change> = begun
        .map(|(row, record)| change(log, row, record, outcome_name))
        .collect();
    changes.reverse();
    changes
}

fn change(
    log: &Log,
    row: &Row,
    record: &Record,
    outcome_name: fn(Outcome) -> &'static str,
) -> Change {
    let run: Vec<(&Row, &Record)> = log
        .records()
        .filter(|(_, other)| other.operation == record.operation)
        .collect();
    let ends = [Event::OperationFinished, Event::RecoveryRun];
    let end = run
        .iter()
        .rev()
        .find(|(_, other)| ends.contains(&other.event))
        .copied();
    let outcome = end.map_or(Outcome::Started, |(_, end)| end.outcome);
    let plan = plan_of(log, row.index, record);
    let approval = run
        .iter()
        .find(|(_, other)| other.event == Event::ApprovalGiven);
    let from = record.details.get(detail::FROM_VERSION).map(flat);
    let to = record
        .subject
        .version
        .as_deref()
        .map(sealift_document::plain);
    let baseline = |name: &str| {
        let ended = end.and_then(|(_, end)| end.details.get(name));
        let known = record.details.get(name).or(ended);
        known.map_or_else(|| UNKNOWN.into(), flat)
    };
    let is_uninstall = detail(record, detail::KIND) == "uninstall";
    let is_staged = end.is_some_and(|(_, end)| end.details.contains_key(detail::STAGED));
    Change {
        anchor: row.anchor(),
        kind: detail(record, detail::KIND),
        product: or_absent(record.subject.product.as_deref()),
        versions: versions(from, to, is_uninstall),
        outcome: outcome_name(outcome),
        is_staged,
        tone: tone(outcome),
        operation: or_absent(record.operation.as_deref()),
        started: record.time.to_string(),
        finished: end.map_or_else(|| ABSENT.into(), |(_, end)| end.time.to_string()),
        who: log.who(row),
        authenticated: sealift_document::plain(&record.authenticated),
        name: log.field(row, "who.name"),
        ticket: log.field(row, "who.ticket"),
        reason: log.field(row, "who.reason"),
        approver: approval.map_or_else(|| ABSENT.into(), |(row, _)| log.who(row)),
        plan: detail(record, detail::PLAN),
        room: bytes(plan.and_then(|plan| plan.details.get(detail::ROOM))),
        before: baseline(detail::BASELINE_BEFORE),
        after: baseline(detail::BASELINE_AFTER),
        failure: end.and_then(|(row, end)| failure(log, row, end)),
        left: end.and_then(|(_, end)| end.details.get("left")).map(flat),
        steps: steps(log, plan, &run),
        // Nothing is asked of a target that a product leaves.
        checks: if is_uninstall {
            Vec::new()
        } else {
            checks_before(log, row.index, record)
        },
    }
}

/// From which version to which; one alone where there is no other, or no way between them.
fn versions(from: Option<String>, to: Option<String>, is_uninstall: bool) -> String {
    let to = to.filter(|to| !(is_uninstall && from.is_some()) && from.as_ref() != Some(to));
    let both: Vec<String> = [from, to].into_iter().flatten().collect();
    both.join(" \u{2192} ")
}

fn plan_of<'a>(log: &'a Log, before: u64, record: &Record) -> Option<&'a Record> {
    let digest = record.details.get(detail::PLAN);
    let fits = |(row, plan): &(&Row, &Record)| {
        row.index < before
            && plan.event == Event::PlanMade
            && digest.is_some()
            && plan.details.get(detail::PLAN) == digest
    };
    log.records().rev().find(fits).map(|(_, plan)| plan)
}

fn failure(log: &Log, row: &Row, end: &Record) -> Option<Failure> {
    end.details.contains_key(detail::CODE).then(|| Failure {
        code: detail(end, detail::CODE),
        message: log
            .told(row, end, detail::MESSAGE)
            .unwrap_or_else(|| ABSENT.into()),
        remedy: log.told(row, end, detail::REMEDY),
    })
}

/// The plan's steps in order, each with what became of it; then steps that no plan on record names.
fn steps(log: &Log, plan: Option<&Record>, run: &[(&Row, &Record)]) -> Vec<Step> {
    let planned = plan
        .and_then(|plan| plan.details.get(detail::STEPS))
        .map_or(&[][..], Fact::as_list);
    let mut steps: Vec<Step> = (1..).zip(planned).map(planned_step).collect();
    for (row, record) in run {
        let Some(result) = step_result(log, row, record) else {
            continue;
        };
        let number = record.details.get(detail::NUMBER).and_then(Fact::as_number);
        let id = or_absent(record.subject.step.as_deref());
        let component = or_absent(record.subject.component.as_deref());
        let is_it = |step: &&mut Step| match number {
            Some(_) => step.number == number,
            None => step.id == id && step.component == component,
        };
        match steps.iter_mut().find(is_it) {
            Some(step) => step.results.push(result),
            None => steps.push(Step {
                number,
                id,
                component,
                kind: detail(record, detail::STEP_KIND),
                summary: detail(record, detail::SUMMARY),
                undo: detail(record, detail::UNDO),
                results: vec![result],
            }),
        }
    }
    steps
}

fn planned_step((place, step): (i64, &Fact)) -> Step {
    let component = step.field("component").and_then(Fact::as_text);
    let number = step.field(detail::NUMBER).and_then(Fact::as_number);
    Step {
        // The plan's list is in the order of its numbers.
        number: Some(number.unwrap_or(place)),
        id: part(step, "id"),
        // A step of no component has an empty one in the plan's record, and none in its own.
        component: or_absent(component.filter(|id| !id.is_empty())),
        kind: part(step, "kind"),
        summary: part(step, detail::SUMMARY),
        undo: part(step, detail::UNDO),
        results: Vec::new(),
    }
}

fn step_result(log: &Log, row: &Row, record: &Record) -> Option<StepResult> {
    let tone = match record.event {
        Event::StepDone => "good",
        Event::StepUndone => "care",
        Event::StepFailed | Event::UndoFailed => "bad",
        _ => return None,
    };
    let output = log
        .opened(row, &format!("details.{}", detail::OUTPUT))
        .and_then(Fact::as_text);
    Some(StepResult {
        event: record.event.code().into(),
        tone,
        record: row.index,
        message: log.told(row, record, detail::MESSAGE),
        confinement: record.details.get(detail::CONFINEMENT).map(flat),
        output: output.map(lines).unwrap_or_default(),
    })
}

/// The end of an output; all of it is in the evidence.
fn lines(output: &str) -> Vec<String> {
    const LAST: usize = 12;
    let all: Vec<&str> = output.lines().collect();
    let shown = &all[all.len().saturating_sub(LAST)..];
    shown
        .iter()
        .map(|line| sealift_document::plain(line))
        .collect()
}

/// The results of the last check of the same release before the change.
fn checks_before(log: &Log, before: u64, record: &Record) -> Vec<Check> {
    let fits = |(row, check): &(&Row, &Record)| {
        row.index < before
            && check.event == Event::CheckRun
            && check.subject.product == record.subject.product
            && check.subject.version == record.subject.version
    };
    let found = log.records().rev().find(fits);
    let facts = found.and_then(|(_, check)| check.details.get(detail::CHECKS));
    facts
        .map_or(&[][..], Fact::as_list)
        .iter()
        .map(check)
        .collect()
}

fn check(fact: &Fact) -> Check {
    let result = part(fact, "result");
    let tone = match result.as_str() {
        "pass" => "good",
        "warn" => "care",
        _ => "bad",
    };
    Check {
        requirement: part(fact, "requirement"),
        expected: part(fact, "expected"),
        found: part(fact, "found"),
        result,
        tone,
    }
}
