//! Changing a target: the plan that is shown, and the run of that very plan.

use sealift_app::cases::change::{self, Change, Wish};
use sealift_app::cases::configure::GivenAnswers;
use sealift_app::cases::{depot, recover};
use sealift_app::data::word;
use sealift_app::events::{Event, Problem, StepName};
use sealift_app::plan::{Plan, Request, Wanted};
use sealift_app::{Exit, Facility, Failure, plain};
use sealift_document::{Digest, Document as _};
use sealift_engine::state::RunId;

use super::{claims, configuration, named, release, site};
use crate::asked::Asked;
use crate::data::{
    ChangeNote, ChangeRequest, EventsRequest, OperationEvent, PlanCounts, PlanView, RoomView,
    RunEnd, RunRequest, Want,
};
use crate::events::{run_step, worded};
use crate::wording::{explained, step, warning};

pub(crate) fn plan(asked: &Asked<'_>, request: ChangeRequest) -> Result<PlanView, Failure> {
    let facility = asked.facility()?;
    let change = change::preview(&facility, &wish(&request)?)?;
    view(asked, &facility, &change)
}

fn wish(request: &ChangeRequest) -> Result<Wish, Failure> {
    let wanted = match request.want {
        Want::Install => Wanted::Install,
        Want::Rollback => Wanted::Rollback,
        Want::Repair => Wanted::Repair,
        Want::Uninstall => Wanted::Uninstall { purge: false },
        Want::Purge => Wanted::Uninstall { purge: true },
    };
    let answers = request
        .answers
        .as_ref()
        .map(configuration::given)
        .transpose()?;
    Ok(Wish {
        name: named(&request.product, request.version.as_deref())?,
        request: Request {
            with: request.with.clone(),
            without: request.without.clone(),
            stage_only: request.stage_only,
            replace_edited: request.replace_edited,
            ..Request::new(wanted)
        },
        answers: answers.unwrap_or_else(GivenAnswers::default),
        accepted: request.accepted.clone(),
    })
}

fn digest(plan: &Plan) -> Result<String, Failure> {
    Ok(Digest::of(&plan.to_bytes()?).to_string())
}

fn view(asked: &Asked<'_>, facility: &Facility, change: &Change) -> Result<PlanView, Failure> {
    let plan = &change.plan;
    let version = |release: &Option<sealift_app::plan::ReleaseRef>| {
        release.as_ref().map(|release| release.version.to_string())
    };
    let units = |units: &[sealift_app::plan::UnitName]| {
        units.iter().map(|unit| unit.as_str().to_owned()).collect()
    };
    Ok(PlanView {
        digest: digest(plan)?,
        operation: word(&plan.operation),
        product: plan.product.to_string(),
        name: called(asked, facility, change),
        from: version(&plan.from),
        to: version(&plan.to),
        components: plan.components.iter().map(ToString::to_string).collect(),
        steps: plan
            .steps
            .iter()
            .map(|one| step(asked.wording, one))
            .collect(),
        warnings: plan
            .warnings
            .iter()
            .map(|one| warning(asked.wording, one))
            .collect(),
        room: rooms(change),
        stopped: units(&plan.services.stopped),
        started: units(&plan.services.started),
        counts: PlanCounts {
            created: plan.summary.created.value(),
            replaced: plan.summary.replaced.value(),
            kept: plan.summary.kept.value(),
            removed: plan.summary.removed.value(),
            bytes: plan.summary.bytes.value(),
        },
        irreversible: plan.has_irreversible_step(),
        reboot: plan.needs_reboot(),
        changes: notes(asked, facility, change)?,
    })
}

/// What people call the product: as the wanted release has it, else the one that is there.
fn called(asked: &Asked<'_>, facility: &Facility, change: &Change) -> String {
    let language = asked.wording.language();
    let there = || {
        let from = change.plan.from.as_ref()?;
        let release = depot::read(facility, &from.manifest_sha256).ok()?;
        Some(plain(release.manifest().name.in_language(language)))
    };
    change
        .name(language)
        .map(plain)
        .or_else(there)
        .unwrap_or_else(|| change.plan.product.to_string())
}

fn rooms(change: &Change) -> Vec<RoomView> {
    let room = |room: &sealift_app::plan::Room| RoomView {
        at: room.at.to_string(),
        to_do: room.to_do.value(),
        to_undo: room.to_undo.value(),
        free: change.free_at(&room.at),
    };
    change.plan.room.iter().map(room).collect()
}

/// What changed between the two versions; everything when there is none before.
fn notes(
    asked: &Asked<'_>,
    facility: &Facility,
    change: &Change,
) -> Result<Vec<ChangeNote>, Failure> {
    let Some(verified) = change.release() else {
        return Ok(Vec::new());
    };
    let from = change
        .plan
        .from
        .as_ref()
        .map(|release| release.version.to_string());
    let notes = release::changes(asked.wording, facility, verified)?;
    let is_newer = |note: &ChangeNote| from.as_ref() != Some(&note.version);
    Ok(notes.into_iter().take_while(is_newer).collect())
}

pub(crate) fn run(asked: &Asked<'_>, request: RunRequest) -> Result<RunEnd, Failure> {
    let facility = asked.founded(claims(request.person, request.ticket, request.reason))?;
    let wish = wish(&request.change)?;
    // The lock comes before the plan, so that nobody changes what the plan is made from.
    let (lock, recovered) = recover::lock(&facility, verb(request.change.want), false)?;
    let change = change::prepare(&facility, &wish)?;
    if digest(&change.plan)? != request.plan {
        let detail = change.plan.product.to_string();
        return Err(Failure::new("plan-changed", Exit::Usage, detail));
    }
    let changed = asked.watched(&facility, |events| {
        change::carry_out(&facility, &change, &lock, events, asked.cancel)
    })?;
    let report = &changed.report;
    let active = facility.installed(&change.plan.product)?;
    Ok(RunEnd {
        operation: report.run.to_string(),
        outcome: report.outcome.code().into(),
        success: report.outcome.is_success(),
        failure: explained(asked.wording, changed.failure.as_ref()),
        left: report.left.iter().map(|left| line(asked, left)).collect(),
        active: active.map(|active| active.release.version.to_string()),
        reboot: report.outcome.is_success() && change.plan.needs_reboot(),
        recovered: recovered.iter().map(|run| site::of(asked, run)).collect(),
    })
}

fn line(asked: &Asked<'_>, (step, problem): &(StepName, Problem)) -> String {
    let title = run_step(asked.wording, step).title;
    let why = asked.wording.text(&problem.code, &[]);
    format!(
        "{}. {title}: {why} ({})",
        step.number,
        asked.wording.problem(problem)
    )
}

/// The verb that others read who find the lock held.
const fn verb(want: Want) -> &'static str {
    match want {
        Want::Install => "install",
        Want::Rollback => "rollback",
        Want::Repair => "repair",
        Want::Uninstall | Want::Purge => "uninstall",
    }
}

pub(crate) fn events(
    asked: &Asked<'_>,
    request: EventsRequest,
) -> Result<Vec<OperationEvent>, Failure> {
    let facility = asked.facility()?;
    let run: RunId = request
        .operation
        .parse()
        .map_err(|error| Failure::new("request-malformed", Exit::Usage, error))?;
    let told: Vec<Event> = facility
        .database()
        .read(|view| view.events_after(&run, request.after))?;
    Ok(told
        .iter()
        .filter_map(|event| worded(asked.wording, event))
        .collect())
}
