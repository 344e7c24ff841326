//! A site at a glance, and putting right what was interrupted.

use sealift_app::cases::{recover, status, trust};
use sealift_app::data::word;
use sealift_app::events::OperationKind;
use sealift_app::{Claims, Facility, Failure, Recovered};
use sealift_audit::{Event, Record};
use sealift_document::Document as _;
use sealift_engine::log::EntryFilter;
use sealift_engine::state::{StateError, View};

use super::small;
use crate::asked::Asked;
use crate::data::{
    Named, Nothing, Overview, PolicyView, RecordRules, RecoveredRun, Recovery, UnfinishedRun,
};
use crate::events::run_step;
use crate::wording::explained;

/// Recovered runs that an overview tells of.
const SHOWN: usize = 5;

pub(crate) fn overview(asked: &Asked<'_>, _: Nothing) -> Result<Overview, Failure> {
    let facility = match asked.facility() {
        Ok(facility) => facility,
        Err(failure) if failure.code == "state-absent" => return Ok(nothing_yet()),
        Err(failure) => return Err(failure),
    };
    let (products, recovered) = facility.database().read(|view| {
        Ok::<_, StateError>((view.installed_products()?, recovered_lately(asked, view)?))
    })?;
    Ok(Overview {
        founded: true,
        products: small(products.len()),
        releases: small(facility.depot().list()?.len()),
        keys: small(trust::list(&facility)?.len()),
        unfinished: unfinished(asked, &facility)?,
        recovered,
    })
}

fn nothing_yet() -> Overview {
    Overview {
        founded: false,
        products: 0,
        releases: 0,
        keys: 0,
        unfinished: Vec::new(),
        recovered: Vec::new(),
    }
}

fn unfinished(asked: &Asked<'_>, facility: &Facility) -> Result<Vec<UnfinishedRun>, Failure> {
    let runs = status::unfinished(facility)?.into_iter();
    let told = runs.map(|run| UnfinishedRun {
        operation: run.id.to_string(),
        what: what(asked, run.operation.into()),
        product: run.product.to_string(),
        since: run.started.to_string(),
    });
    Ok(told.collect())
}

/// What recovery has recorded of itself, the newest first.
fn recovered_lately(asked: &Asked<'_>, view: &View<'_>) -> Result<Vec<RecoveredRun>, StateError> {
    let filter = EntryFilter {
        event: Some(Event::RecoveryRun),
        ..EntryFilter::default()
    };
    let entries = view.entries(&filter)?;
    let of = |bytes: &[u8]| Record::from_bytes(bytes).ok();
    let run = |record: Record| RecoveredRun {
        operation: record.operation.clone().unwrap_or_default(),
        what: record
            .details
            .get("kind")
            .and_then(|kind| kind.as_text())
            .map_or_else(String::new, |kind| {
                asked.wording.text(&format!("operation-{kind}"), &[])
            }),
        product: record.subject.product.clone().unwrap_or_default(),
        outcome: record.outcome.code().into(),
        left: Vec::new(),
    };
    Ok(entries
        .iter()
        .rev()
        .take(SHOWN)
        .filter_map(|stored| of(&stored.entry.leaf))
        .map(run)
        .collect())
}

fn what(asked: &Asked<'_>, kind: OperationKind) -> String {
    asked
        .wording
        .text(&format!("operation-{}", kind.code()), &[])
}

pub(crate) fn recover(asked: &Asked<'_>, _: Nothing) -> Result<Recovery, Failure> {
    let facility = asked.founded(Claims::default())?;
    let done = asked.watched(&facility, |events| recover::recover(&facility, events));
    let (_lock, recovered) = done?;
    Ok(Recovery {
        failure: explained(asked.wording, recover::failure_of(&recovered).as_ref()),
        runs: recovered.iter().map(|run| of(asked, run)).collect(),
    })
}

/// A recovery in words.
pub(super) fn of(asked: &Asked<'_>, run: &Recovered) -> RecoveredRun {
    let left = run.left.iter().map(|(step, problem)| {
        let title = run_step(asked.wording, step).title;
        let why = asked.wording.text(&problem.code, &[]);
        format!(
            "{}. {title}: {why} ({})",
            step.number,
            asked.wording.problem(problem)
        )
    });
    RecoveredRun {
        operation: run.run.to_string(),
        what: what(asked, run.kind),
        product: run.product.to_string(),
        outcome: run.outcome.code().into(),
        left: left.collect(),
    }
}

pub(crate) fn policy(asked: &Asked<'_>, _: Nothing) -> Result<PolicyView, Failure> {
    let shown = trust::policy(&asked.desk.ground()?)?;
    let value = serde_json::to_value(&shown.policy).unwrap_or_default();
    let rules = value
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(name, _)| *name != "type")
        .map(|(name, value)| Named {
            name: asked
                .wording
                .text(&format!("policy-rule-{}", name.replace('_', "-")), &[]),
            value: rule(asked, value),
        });
    Ok(PolicyView {
        rules: rules.collect(),
        file: shown.file,
    })
}

pub(crate) fn record_rules(asked: &Asked<'_>, _: Nothing) -> Result<RecordRules, Failure> {
    let policy = trust::policy(&asked.desk.ground()?)?.policy;
    Ok(RecordRules {
        ticket: policy.ticket_required,
        reason: policy.reason_required,
    })
}

fn rule(asked: &Asked<'_>, value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(_) => asked
            .wording
            .text(&format!("policy-says-{}", word(value)), &[]),
        serde_json::Value::Bool(on) => asked
            .wording
            .text(if *on { "evidence-on" } else { "evidence-off" }, &[]),
        serde_json::Value::Array(all) if all.is_empty() => {
            asked.wording.text("evidence-nothing", &[])
        }
        serde_json::Value::Array(all) => all.iter().map(word).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}
