//! Changing a target: install, upgrade, roll back, repair, uninstall. One way for all of them: make the plan, show it, run
//! the very plan that was shown.

use sealift_audit::{Event, Fact, Outcome as Recorded, detail};
use sealift_document::{Count, Digest, Document as _, Particulars};
use sealift_engine::cancel::Cancel;
use sealift_engine::depot::Verified;
use sealift_engine::events::{EventStream, Outcome, Problem, StepName};
pub use sealift_engine::executor::Report;
use sealift_engine::executor::{self, DepotContent, Order, Release, WorldLock};
use sealift_engine::{inspect, site};
use sealift_package::manifest::ProductId;
use sealift_plan::configuration::Settled;
use sealift_plan::facts::Facts;
use sealift_plan::inquiry::Inquiry;
use sealift_plan::layout::{HostPath, Layout};
use sealift_plan::plan::{self, Effect, Inputs, Operation, Plan, PlannedStep, Request, Wanted};
use sealift_plan::room;
use sealift_trust::policy::{Policy, Question, Rule, Standing, Verdict};
use sealift_trust::{Acknowledgements, Admission, Situation, admit};

use super::depot::ReleaseName;
use super::{check, configure, depot, noticing};
use crate::exit::Exit;
use crate::facility::Facility;
use crate::failure::{Failure, Line, PolicyQuestion, incomplete};

/// The codes that an operator can accept, where the policy leaves them to one.
pub const ACCEPTABLE: [&str; 11] = Question::ACCEPTABLE;

/// A change that could be made: the plan, and everything that it was made from.
pub struct Change {
    /// The plan that would run.
    pub plan: Plan,
    product: ProductId,
    release: Option<Admitted>,
    settled: Settled,
    layout: Layout,
    facts: Facts,
    /// What the facility's rules said to the questions that came up.
    rules: Vec<Verdict>,
    leaves_failures: bool,
}

impl Change {
    /// The same change, whose failure would be left as it lies instead of being undone: for a vendor who debugs in a
    /// throwaway world, and for nobody else.
    #[must_use]
    pub fn leaving_failures(mut self) -> Self {
        self.leaves_failures = true;
        self
    }

    /// The questions that came up for the facility's rules, whatever they say to them.
    #[must_use]
    pub fn questions(&self) -> Vec<PolicyQuestion> {
        self.rules.iter().map(PolicyQuestion::from).collect()
    }

    /// Of those, the ones that stand only because the wish accepts them.
    #[must_use]
    pub fn accepted(&self) -> Vec<PolicyQuestion> {
        let is_accepted = |rule: &&Verdict| rule.standing == Standing::Acknowledged;
        let accepted = self.rules.iter().filter(is_accepted);
        accepted.map(PolicyQuestion::from).collect()
    }

    /// The release that is wanted; an uninstall wants none.
    #[must_use]
    pub fn release(&self) -> Option<&Verified> {
        self.release.as_ref().map(|release| &release.verified)
    }

    /// What people call the product, where a release says so.
    #[must_use]
    pub fn name(&self, language: &str) -> Option<&str> {
        let name = self.release()?.manifest().name.in_language(language);
        (!name.is_empty()).then_some(name)
    }

    /// Bytes that are free at a place, as far as the machine tells.
    #[must_use]
    pub fn free_at(&self, place: &HostPath) -> Option<u64> {
        let disk = room::disk_of(&self.facts, &self.layout, place)?;
        disk.free_bytes.map(Count::value)
    }
}

/// A release from the depot that this site lets in, now.
struct Admitted {
    verified: Verified,
    admission: Admission,
}

/// What somebody wants changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// The release or, for what needs none, its product.
    pub name: ReleaseName,
    /// What is wanted of it.
    pub request: Request,
    /// The answers given with it.
    pub answers: configure::GivenAnswers,
    /// Policy questions that the operator accepts, by their codes.
    pub accepted: Vec<String>,
}

/// Plans a change that is about to be made, without touching anything.
///
/// # Errors
/// [`Failure`] for everything that stands in the way; each is recorded.
pub fn prepare(facility: &Facility, wish: &Wish) -> Result<Change, Failure> {
    rehearse(facility, wish).map_err(|failure| refused(facility, wish, failure))
}

/// Plans a change as [`prepare`] does, for somebody who only looks: what stands in the way is told and not recorded, for
/// nobody has tried anything.
///
/// # Errors
/// As [`prepare`].
pub fn rehearse(facility: &Facility, wish: &Wish) -> Result<Change, Failure> {
    let change = preview(facility, wish)?;
    facility.lets_record()?;
    Ok(change)
}

/// Records that a change was refused before it had a plan, and hands the refusal back. A face that has to find something
/// out before it can ask for the plan gives what stopped it here.
#[must_use]
pub fn refused(facility: &Facility, wish: &Wish, failure: Failure) -> Failure {
    let about = sealift_audit::Subject {
        product: Some(wish.name.product.to_string()),
        version: wish.name.version.as_ref().map(ToString::to_string),
        ..Default::default()
    };
    facility.refused(Event::PlanMade, verb(wish.request.wanted), failure, about)
}

/// The verb for what is wanted, as records and whoever waits for the lock read it.
#[must_use]
pub const fn verb(wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::Install | Wanted::ActivateStaged => "install",
        Wanted::Rollback => "rollback",
        Wanted::Repair => "repair",
        Wanted::Uninstall { .. } => "uninstall",
    }
}

/// Plans a change for looking at, before anybody has said why it is made; nothing is recorded.
///
/// # Errors
/// As [`prepare`], but for what the policy asks of a change's record.
pub fn preview(facility: &Facility, wish: &Wish) -> Result<Change, Failure> {
    let product = wish.name.product.clone();
    let layout = facility.ground().layout(&product)?;
    let release = match wish.request.wanted {
        Wanted::Uninstall { .. } => None,
        Wanted::Rollback => Some(admitted(
            facility,
            &rollback_target(facility, &wish.name)?,
            wish,
        )?),
        Wanted::Repair => Some(admitted(facility, &active(facility, &product)?, wish)?),
        Wanted::Install | Wanted::ActivateStaged => Some(admitted(facility, &wish.name, wish)?),
    };
    let facts = match &release {
        Some(release) => check::facts_for(facility, &release.verified)?,
        None => check::answer(facility, &Inquiry::default())?,
    };
    let settled = settle(facility, release.as_ref(), wish)?;
    let current = current(facility, &product, &layout, release.as_ref())?;
    let mut request = activation(&wish.request, &current, release.as_ref());
    let in_force = configure::in_force(facility, &product)?;
    request.reapply =
        in_force.is_some_and(|before| before.sha256() == settled.sha256() && before != settled);
    let inputs = Inputs {
        request: &request,
        current: &current,
        release: release.as_ref().map(|release| plan::Release {
            manifest: release.verified.manifest(),
            sha256: *release.verified.digest(),
        }),
        facts: &facts,
        answers: &settled,
        layout: &layout,
    };
    let plan = plan::plan(&inputs)?;
    let mut rules = Vec::new();
    if let Some(release) = &release {
        complete(facility, release, &plan)?;
        rules.extend(release.admission.verdicts().iter().cloned());
        rules.extend(confined(facility, &plan, wish)?);
    }
    Ok(Change {
        plan,
        product,
        release,
        settled,
        layout,
        facts,
        rules,
        leaves_failures: false,
    })
}

/// Puts every program that this machine cannot hold to the places it declares to the policy.
fn confined(facility: &Facility, plan: &Plan, wish: &Wish) -> Result<Vec<Verdict>, Failure> {
    if facility.ground().world.processes.can_confine() {
        return Ok(Vec::new());
    }
    let verdicts = unconfined(plan, &facility.policy()?);
    let accepted = Acknowledgements::of(wish.accepted.iter().map(String::as_str));
    Ok(sealift_trust::policy::settle(verdicts, &accepted)?)
}

/// What a policy says to each program of a plan that nothing holds to its places.
fn unconfined(plan: &Plan, policy: &Policy) -> Vec<Verdict> {
    let asked = |step: &PlannedStep| {
        let is_command = matches!(step.effect, Effect::RunCommand { .. });
        let component = step.component.as_ref().filter(|_| is_command)?;
        let step = step.id.parse().ok()?;
        Some(policy.unconfined_command(component, &step))
    };
    plan.steps.iter().filter_map(asked).collect()
}

/// An install of what was staged before is its activation.
fn activation(
    request: &Request,
    current: &sealift_plan::current::Current,
    release: Option<&Admitted>,
) -> Request {
    let staged = release.is_some_and(|release| {
        let digest = release.verified.digest();
        let is_active = current
            .active
            .as_ref()
            .is_some_and(|active| active.manifest_sha256 == *digest);
        !is_active && current.present(digest).is_some()
    });
    let asks_nothing_else =
        request.with.is_empty() && request.without.is_empty() && !request.stage_only;
    if staged && asks_nothing_else && request.wanted == Wanted::Install {
        return Request {
            wanted: Wanted::ActivateStaged,
            ..request.clone()
        };
    }
    request.clone()
}

fn current(
    facility: &Facility,
    product: &ProductId,
    layout: &Layout,
    release: Option<&Admitted>,
) -> Result<sealift_plan::current::Current, Failure> {
    let places: Vec<_> = match release {
        Some(release) => plan::places(release.verified.manifest(), layout)?
            .into_iter()
            .collect(),
        None => Vec::new(),
    };
    Ok(inspect::current(
        &facility.workplace(),
        layout,
        product,
        &places,
        release.map(|release| release.verified.digest()),
    )?)
}

fn admitted(facility: &Facility, name: &ReleaseName, wish: &Wish) -> Result<Admitted, Failure> {
    let verified = depot::load(facility, name)?;
    let policy = facility.policy()?;
    let history = facility
        .database()
        .read(|view| view.history(verified.product()))?;
    let situation = Situation {
        history: &history,
        policy: &policy,
        now: facility.author().now(),
        machine: facility.ground().platform,
        accepted: &Acknowledgements::of(wish.accepted.iter().map(String::as_str)),
    };
    let admission = admit(verified.authorised().clone(), &situation)?;
    Ok(Admitted {
        verified,
        admission,
    })
}

/// The release to go back to: the one named, or the one before the active one that ran here last.
fn rollback_target(facility: &Facility, name: &ReleaseName) -> Result<ReleaseName, Failure> {
    if name.version.is_some() {
        return Ok(name.clone());
    }
    let not_installed = || super::status::not_installed(&name.product.to_string());
    let installed = facility
        .database()
        .read(|view| view.installed(&name.product))?
        .ok_or_else(not_installed)?;
    let history = facility
        .database()
        .read(|view| view.history(&name.product))?;
    let earlier = facility.depot().list()?.into_iter().filter(|release| {
        release.product == name.product
            && release.sequence < installed.release.sequence
            && history.ran.contains(&release.manifest)
    });
    let target = earlier
        .max_by_key(|release| release.sequence)
        .ok_or_else(|| {
            let about = Particulars::named("no-earlier-release").with("product", &name.product);
            Failure::saying("nothing-earlier", Exit::Usage, about)
        })?;
    Ok(ReleaseName {
        product: target.product,
        version: Some(target.version),
    })
}

fn active(facility: &Facility, product: &ProductId) -> Result<ReleaseName, Failure> {
    let installed = facility.database().read(|view| view.installed(product))?;
    let version = installed.map(|installed| installed.release.version);
    Ok(ReleaseName {
        product: product.clone(),
        version,
    })
}

fn settle(
    facility: &Facility,
    release: Option<&Admitted>,
    wish: &Wish,
) -> Result<Settled, Failure> {
    let Some(release) = release else {
        return Ok(
            configure::in_force(facility, &wish.name.product)?.unwrap_or_else(Settled::nothing)
        );
    };
    let mut open = configure::open(facility, &release.verified)?;
    if matches!(wish.request.wanted, Wanted::Rollback | Wanted::Repair) {
        // What ran here had its licences accepted then; going back asks nobody anew.
        open.accept_licences();
    }
    configure::settle(facility, &open, &wish.answers)
}

/// Everything that the plan places must be in the depot before the first change.
fn complete(facility: &Facility, release: &Admitted, plan: &Plan) -> Result<(), Failure> {
    match facility
        .depot()
        .missing(&release.verified, &plan.components)?
    {
        Some(missing) => Err(incomplete(&missing)),
        None => Ok(()),
    }
}

/// How a change ended.
#[derive(Debug)]
pub struct Changed {
    /// What the engine reports.
    pub report: Report,
    /// The failure that it amounts to, if it is one.
    pub failure: Option<Failure>,
}

/// Runs the plan of a change that somebody has seen, holding the world's lock.
///
/// # Errors
/// [`Failure`] when nothing was tried; it is recorded. Once something was, the report says how it ended.
pub fn carry_out(
    facility: &Facility,
    change: &Change,
    lock: &WorldLock,
    events: EventStream,
    cancel: &Cancel,
) -> Result<Changed, Failure> {
    let mut report = run(facility, change, lock, events, cancel).map_err(|failure| {
        let attempt = crate::data::word(&change.plan.operation);
        facility.refused(Event::OperationFinished, &attempt, failure, about(change))
    })?;
    if matches!(
        report.outcome,
        Outcome::Succeeded | Outcome::SucceededWithWarnings | Outcome::RebootRequired
    ) {
        let ground = facility.ground();
        let files = ground.world.files.as_ref();
        // What was done is done; answers that are offered once more do no harm.
        if let Err(error) = site::forget_prepared_answers(files, &ground.paths, &change.product) {
            report.warnings.push(Problem::of(error.code(), &error));
        }
    }
    let failure = failure_of(&report);
    Ok(Changed { report, failure })
}

/// Records what was decided and on what grounds, then runs the plan.
fn run(
    facility: &Facility,
    change: &Change,
    lock: &WorldLock,
    events: EventStream,
    cancel: &Cancel,
) -> Result<Report, Failure> {
    if let Some(release) = &change.release {
        let (verified, settled) = (&release.verified, &change.settled);
        let (_, checked) = check::judge(facility, verified, &change.facts, Some(settled))?;
        let planned = planned(facility, change)?;
        let set = configure::record_of(facility, verified, settled)?;
        facility.record_of_change([checked, planned, set], settled)?;
        // Going back asks nobody anew for a licence that was accepted when the release ran here.
        if !matches!(
            change.plan.operation,
            Operation::Rollback | Operation::Repair
        ) {
            noticing::licences(facility, verified, settled)?;
        }
    } else {
        facility.record_of_change([planned(facility, change)?], &change.settled)?;
    }
    noticing::edits_in(facility, &change.plan, about(change))?;
    let content = change.release.as_ref().map(|release| DepotContent {
        depot: facility.depot(),
        release: &release.verified,
    });
    let order = Order {
        plan: &change.plan,
        layout: &change.layout,
        release: change
            .release
            .as_ref()
            .zip(content.as_ref())
            .map(|(release, content)| Release {
                admission: &release.admission,
                index: release.verified.index(),
                content,
            }),
        settled: &change.settled,
        hostname: change.facts.hostname.clone(),
        needs_confinement: facility.policy()?.commands_without_sandbox == Rule::Refuse,
        author: facility.author().clone(),
    };
    let run = if change.leaves_failures {
        executor::run_leaving_failure
    } else {
        executor::run
    };
    Ok(run(&facility.workplace(), lock, &order, events, cancel)?)
}

/// What a change is about, as records name it.
fn about(change: &Change) -> sealift_audit::Subject {
    match &change.release {
        Some(release) => release.verified.subject(),
        None => sealift_audit::Subject {
            product: Some(change.product.to_string()),
            ..Default::default()
        },
    }
}

/// The record of what was decided, so that it can be compared with what was done.
fn planned(facility: &Facility, change: &Change) -> Result<sealift_audit::RecordDraft, Failure> {
    let bytes = change.plan.to_bytes()?;
    let steps: Vec<Fact> = change.plan.steps.iter().map(planned_step).collect();
    let room: u64 = change
        .plan
        .room
        .iter()
        .map(|room| room.to_do.value() + room.to_undo.value())
        .sum();
    Ok(facility
        .author()
        .draft(Event::PlanMade, Recorded::Succeeded)
        .about(about(change))
        .detail(detail::KIND, crate::data::word(&change.plan.operation))
        .detail(detail::PLAN, Digest::of(&bytes).to_string())
        .detail(detail::STEPS, steps)
        .detail(detail::ROOM, room)
        .detail(
            detail::RULE,
            change.rules.iter().map(rule).collect::<Vec<_>>(),
        ))
}

/// A rule of the facility that had a say, and what it said.
fn rule(verdict: &Verdict) -> Fact {
    let said = match verdict.standing {
        Standing::Allowed => "allowed",
        Standing::Acknowledged => "accepted by the operator",
        Standing::NeedsAcknowledgement => "not accepted",
        Standing::Refused => "refused",
    };
    Fact::map([
        ("question", verdict.question.code().into()),
        ("rule", verdict.question.decided_by().into()),
        ("said", said.into()),
    ])
}

/// A step as the record of a plan keeps it, in the names that [`detail::STEPS`] gives.
fn planned_step(step: &PlannedStep) -> Fact {
    Fact::map([
        (detail::NUMBER, step.number.into()),
        ("id", step.id.as_str().into()),
        ("kind", crate::data::word(&step.effect).into()),
        (
            "component",
            step.component
                .as_ref()
                .map_or("", |component| component.as_str())
                .into(),
        ),
        ("summary", step.summary().into()),
        ("undo", crate::data::word(&step.undo).into()),
        ("irreversible", step.irreversible.into()),
        ("reboot", step.reboot.into()),
    ])
}

/// The failure that a report amounts to, with a line for everything that is left.
#[must_use]
pub fn failure_of(report: &Report) -> Option<Failure> {
    let (code, exit) = match report.outcome {
        Outcome::RolledBack => ("rolled-back", Exit::RolledBack),
        Outcome::FailedPartially if is_uncertain(report) => {
            ("state-uncertain", Exit::RollbackIncomplete)
        }
        Outcome::FailedPartially if only_stays(&report.left) => {
            ("failed-lasting", Exit::RollbackIncomplete)
        }
        Outcome::FailedPartially => ("failed-partially", Exit::RollbackIncomplete),
        Outcome::Cancelled => ("cancelled", Exit::Cancelled),
        Outcome::Refused => ("refused", Exit::PolicyRefused),
        Outcome::Succeeded
        | Outcome::SucceededWithWarnings
        | Outcome::RebootRequired
        | Outcome::Staged => return None,
    };
    let failure = match &report.problem {
        Some(problem) => Failure::of_problem(code, exit, problem),
        None => Failure::new(code, exit, ""),
    };
    Some(failure.with_lines(report.left.iter().map(Line::left)))
}

/// Whether all that is left is what steps without undo did: no recovery can do more about it.
pub(super) fn only_stays(left: &[(StepName, Problem)]) -> bool {
    !left.is_empty() && left.iter().all(executor::is_staying)
}

/// Whether the run came to its end, but nobody knows whether that was recorded.
fn is_uncertain(report: &Report) -> bool {
    let problem = report.problem.as_ref();
    problem.is_some_and(|problem| problem.code == "state-uncertain")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policy_is_asked_about_each_program_that_nothing_confines() {
        let plan = include_bytes!("../../../plan/tests/golden/plan-v1-install.json");
        let plan = Plan::from_bytes(plan).expect("a plan");
        for (rule, is_stopped, is_stopped_when_accepted) in [
            (Rule::Allow, false, false),
            (Rule::Ask, true, false),
            (Rule::Refuse, true, true),
        ] {
            let policy = Policy {
                commands_without_sandbox: rule,
                ..Policy::default()
            };
            let verdicts = unconfined(&plan, &policy);
            let steps: Vec<String> = verdicts
                .iter()
                .map(|one| one.question.to_string())
                .collect();
            assert!(
                steps.len() == 1 && steps[0].contains("migrate"),
                "{steps:?}"
            );
            let stops = |accepted: &Acknowledgements| {
                sealift_trust::policy::settle(verdicts.clone(), accepted).is_err()
            };
            assert_eq!(stops(&Acknowledgements::none()), is_stopped);
            let accepted = Acknowledgements::of(["command-without-sandbox"]);
            assert_eq!(stops(&accepted), is_stopped_when_accepted);
        }
    }
}
