//! Changing the target: install, upgrade, roll back, uninstall; one way for all of them.

use sealift_app::cases::change::{self, Change, Wish};
use sealift_app::cases::configure::{self, GivenAnswers};
use sealift_app::cases::depot::{self, ReleaseName};
use sealift_app::cases::{obstacles, status};
use sealift_app::plan::{Request, Wanted};
use sealift_app::{Exit, Facility, Failure, Line, Outcome, PolicyQuestion};

use super::{Desk, answers, target};
use crate::arguments::{Install, Rollback, Uninstall};
use crate::interrupt;
use crate::terminal::{Tone, confirm, plan_lines, show_failure, show_plan};

/// What a command decided about going on.
struct Going {
    dry_run: bool,
    yes: bool,
}

pub(crate) fn plan(desk: &Desk<'_>, install: &Install) -> Result<(), Failure> {
    run_install(desk, install, request(install), true)
}

pub(crate) fn install(desk: &Desk<'_>, install: &Install) -> Result<(), Failure> {
    run_install(desk, install, request(install), install.dry_run)
}

/// An upgrade is an install that insists on something to upgrade from.
pub(crate) fn upgrade(desk: &Desk<'_>, install: &Install) -> Result<(), Failure> {
    let request = Request {
        upgrade_only: true,
        ..request(install)
    };
    run_install(desk, install, request, install.dry_run)
}

fn request(install: &Install) -> Request {
    Request {
        with: install.with.clone(),
        without: install.without.clone(),
        stage_only: install.stage_only,
        replace_edited: install.replace_edited,
        ..Request::new(Wanted::Install)
    }
}

fn run_install(
    desk: &Desk<'_>,
    install: &Install,
    request: Request,
    dry_run: bool,
) -> Result<(), Failure> {
    let facility = desk.facility(&install.change)?;
    let name: ReleaseName = install.release.parse()?;
    let given = answers::given(desk, &install.answers)?;
    let mut wish = Wish {
        name,
        request,
        answers: given,
        accepted: install.accept.clone(),
    };
    // The plan decides whether there is something to upgrade from; nobody answers the questions of a product that is not there.
    let asked = match facility.installed(&wish.name.product)? {
        None if wish.request.upgrade_only => Err(status::not_installed(wish.name.product.as_str())),
        _ if install.yes => Ok(()),
        _ => ask_for_missing(desk, &facility, &mut wish),
    };
    asked.map_err(|failure| match dry_run {
        true => failure,
        false => change::refused(&facility, &wish, failure),
    })?;
    go(
        desk,
        &facility,
        &wish,
        &Going {
            dry_run,
            yes: install.yes,
        },
    )
}

/// Asks a person for what the release needs to know and nobody has said.
fn ask_for_missing(desk: &Desk<'_>, facility: &Facility, wish: &mut Wish) -> Result<(), Failure> {
    let release = depot::load(facility, &wish.name)?;
    let open = configure::open(facility, &release)?;
    answers::ask_for_missing(desk, facility, &release, &open, &mut wish.answers)
}

pub(crate) fn rollback(desk: &Desk<'_>, rollback: &Rollback) -> Result<(), Failure> {
    let facility = desk.facility(&rollback.change)?;
    let named = match &rollback.to {
        Some(version) => format!("{}@{version}", rollback.product),
        None => rollback.product.clone(),
    };
    let wish = Wish {
        name: named.parse()?,
        request: Request::new(Wanted::Rollback),
        answers: GivenAnswers::default(),
        accepted: rollback.accept.clone(),
    };
    go(
        desk,
        &facility,
        &wish,
        &Going {
            dry_run: rollback.dry_run,
            yes: rollback.yes,
        },
    )
}

pub(crate) fn uninstall(desk: &Desk<'_>, uninstall: &Uninstall) -> Result<(), Failure> {
    let facility = desk.facility(&uninstall.change)?;
    let wish = Wish {
        name: uninstall.product.parse()?,
        request: Request::new(Wanted::Uninstall {
            purge: uninstall.purge,
        }),
        answers: GivenAnswers::default(),
        accepted: Vec::new(),
    };
    go(
        desk,
        &facility,
        &wish,
        &Going {
            dry_run: uninstall.dry_run,
            yes: uninstall.yes,
        },
    )
}

/// Makes the plan, shows it, asks, and runs the very plan that was shown.
fn go(desk: &Desk<'_>, facility: &Facility, wish: &Wish, going: &Going) -> Result<(), Failure> {
    let screen = desk.screen;
    if going.dry_run {
        return preview(desk, facility, wish);
    }
    // The lock comes before the plan, so that nobody changes what the plan was made from.
    let lock = desk.lock(facility, change::verb(wish.request.wanted))?;
    let change = match change::prepare(facility, wish) {
        Ok(change) => change,
        Err(failure) => return stopped(desk, facility, wish, failure),
    };
    show_plan(screen, &facility.ground().root, &change.plan);
    if !going.yes && !confirm(screen, &screen.say("plan-confirm", &[]))? {
        screen.tell("plan-nothing-changed", &[]);
        return Err(Failure::new(
            "cancelled",
            Exit::Cancelled,
            screen.say("plan-declined", &[]),
        ));
    }
    let work = interrupt::work();
    let changed = desk.watched(facility, |events| {
        change::carry_out(facility, &change, &lock, events, &work)
    })?;
    tell(desk, &change, &changed.report);
    changed.failure.map_or(Ok(()), Err)
}

/// Shows the plan with the questions that it raises for the facility's rules: nobody is to accept what they have not seen.
fn preview(desk: &Desk<'_>, facility: &Facility, wish: &Wish) -> Result<(), Failure> {
    let screen = desk.screen;
    let change = match change::preview(facility, &obstacles::accepting_all(wish)) {
        Ok(change) => change,
        Err(failure) => return stopped(desk, facility, wish, failure),
    };
    let mut questions = change.accepted();
    questions.retain(|question| !wish.accepted.contains(&question.code));
    let missing = facility.missing_in_record()?;
    questions.extend(missing.into_iter().flat_map(|failure| failure.questions));
    if screen.json {
        let mut plan = serde_json::json!(change.plan);
        plan["openQuestions"] = serde_json::json!(questions);
        screen.document(&plan);
        return Ok(());
    }
    let plan = plan_lines(screen, &facility.ground().root, &change.plan);
    plan.iter().for_each(|line| screen.result(line));
    let open = open_questions(desk, &questions);
    open.iter().for_each(|line| screen.result(line));
    screen.tell("plan-nothing-changed", &[]);
    Ok(())
}

/// Questions that somebody has to decide before the change can be made, a line each.
fn open_questions(desk: &Desk<'_>, questions: &[PolicyQuestion]) -> Vec<String> {
    let screen = desk.screen;
    let line = |question: &PolicyQuestion| {
        let what = screen.wording.question(question).what;
        let key = match change::ACCEPTABLE.contains(&&*question.code) {
            true => "plan-question",
            false => "plan-demand",
        };
        let text = screen.say(key, &[("code", &question.code), ("what", &what)]);
        format!("  {} {text}", screen.tone(Tone::Warning, "?"))
    };
    questions.iter().map(line).collect()
}

/// A change that cannot be made: says all that stands in its way, unless there is nothing to do.
pub(super) fn stopped(
    desk: &Desk<'_>,
    facility: &Facility,
    wish: &Wish,
    failure: Failure,
) -> Result<(), Failure> {
    let screen = desk.screen;
    if failure.code == "already-installed" {
        let text = screen.say(failure.code, &[]);
        if screen.json {
            let product = &wish.name.product;
            let document = serde_json::json!({ "product": product, "unchanged": failure.code });
            screen.document(&document);
        } else {
            screen.result(&screen.tone(Tone::Good, &text));
        }
        return Ok(());
    }
    let is_acceptable = |question: &PolicyQuestion| question.acceptable;
    let asks = !failure.questions.is_empty() && failure.questions.iter().all(is_acceptable);
    let found = obstacles::of(facility, wish, failure);
    if screen.json {
        let further = found.further.iter().map(ToString::to_string);
        let lines = further.map(Line::Plain).collect::<Vec<_>>();
        let mut first = found.first;
        first.lines.extend(lines);
        return Err(first);
    }
    if asks && found.further.is_empty() {
        // What is to be accepted is seen first.
        if let Ok(change) = change::preview(facility, &obstacles::accepting_all(wish)) {
            show_plan(screen, &facility.ground().root, &change.plan);
        }
    }
    let findings = target::findings(desk, &found.findings);
    findings.iter().for_each(|line| screen.insist(line));
    for failure in &found.further {
        show_failure(screen, failure);
    }
    Err(found.first)
}

pub(super) fn tell(desk: &Desk<'_>, change: &Change, report: &change::Report) {
    let screen = desk.screen;
    if screen.json {
        return;
    }
    let tone = match report.outcome {
        Outcome::Succeeded | Outcome::Staged => Tone::Good,
        Outcome::SucceededWithWarnings | Outcome::RebootRequired => Tone::Warning,
        _ => return,
    };
    let version = change
        .plan
        .to
        .as_ref()
        .or(change.plan.from.as_ref())
        .map_or_else(String::new, |release| release.version.to_string());
    let said = screen.say(
        &format!("outcome-{}", report.outcome.code()),
        &[
            ("product", change.plan.product.as_str()),
            ("version", &version),
        ],
    );
    screen.result(&screen.tone(tone, &said));
}
