//! Changing the target: install, upgrade, roll back, uninstall; one way for all of them.

use sealift_app::cases::change::{self, Change, Wish};
use sealift_app::cases::configure::{self, GivenAnswers};
use sealift_app::cases::depot::{self, ReleaseName};
use sealift_app::plan::{Request, Wanted};
use sealift_app::{Exit, Facility, Failure, Outcome};

use super::{Desk, target};
use crate::arguments::{Install, Rollback, Uninstall};
use crate::interrupt;
use crate::terminal::{Tone, confirm, show_plan};

/// What a command decided about going on.
struct Going {
    dry_run: bool,
    yes: bool,
}

pub(crate) fn plan(desk: &Desk<'_>, install: &Install) -> Result<(), Failure> {
    run_install(desk, install, true)
}

pub(crate) fn install(desk: &Desk<'_>, install: &Install) -> Result<(), Failure> {
    run_install(desk, install, install.dry_run)
}

/// An upgrade is an install that insists on something to upgrade from.
pub(crate) fn upgrade(desk: &Desk<'_>, install: &Install) -> Result<(), Failure> {
    let facility = desk.facility(&install.change)?;
    let name: ReleaseName = install.release.parse()?;
    if facility.installed(&name.product)?.is_none() {
        return Err(Failure::new(
            "product-not-installed",
            Exit::Usage,
            name.product,
        ));
    }
    drop(facility);
    run_install(desk, install, install.dry_run)
}

fn run_install(desk: &Desk<'_>, install: &Install, dry_run: bool) -> Result<(), Failure> {
    let facility = desk.facility(&install.change)?;
    let name: ReleaseName = install.release.parse()?;
    let answers = target::given(desk, &install.answers)?;
    let request = Request {
        with: install.with.clone(),
        without: install.without.clone(),
        stage_only: install.stage_only,
        replace_edited: install.replace_edited,
        ..Request::new(Wanted::Install)
    };
    let mut wish = Wish {
        name,
        request,
        answers,
        accepted: install.accept.clone(),
    };
    if !install.yes {
        let asked = ask_for_missing(desk, &facility, &mut wish);
        asked.map_err(|failure| match dry_run {
            true => failure,
            false => change::refused(&facility, &wish, failure),
        })?;
    }
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
    let open = configure::open(facility, &depot::load(facility, &wish.name)?)?;
    target::ask_for_missing(desk, facility, &open, &mut wish.answers)
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
        let change = change::rehearse(facility, wish)?;
        if screen.json {
            screen.document(&change.plan);
        } else {
            show_plan(screen, &change.plan);
            screen.tell("plan-nothing-changed", &[]);
        }
        return Ok(());
    }
    // The lock comes before the plan, so that nobody changes what the plan was made from.
    let lock = desk.lock(facility, change::verb(wish.request.wanted))?;
    let change = change::prepare(facility, wish)?;
    show_plan(screen, &change.plan);
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

fn tell(desk: &Desk<'_>, change: &Change, report: &change::Report) {
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
