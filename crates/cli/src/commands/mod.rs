//! What each command means: arguments in, a use case called, its result shown.

mod answers;
mod audit;
mod change;
mod depot;
mod inspect;
mod limits;
mod media;
mod status;
mod support;
mod target;
mod trial;
mod trust;
mod vendor;

use clap::CommandFactory;
use sealift_app::cases::recover;
use sealift_app::events::EventStream;
use sealift_app::{Claims, Facility, Failure, Ground, WorldLock};

use crate::arguments::{self, Command, CommandLine, Common, PolicyCommand};
use crate::files;
use crate::interrupt;
use crate::terminal::{Screen, watch};

/// What every command is given.
pub(crate) struct Desk<'a> {
    pub(crate) screen: &'a Screen,
    pub(crate) common: &'a Common,
}

impl Desk<'_> {
    /// The machine as this program finds it, or the world below `--root`.
    pub(crate) fn ground(&self) -> Result<Ground, Failure> {
        crate::ground::ground(self.common.root.as_deref())
    }

    /// Opens the site, founding it where there is none.
    pub(crate) fn facility(&self, change: &arguments::Change) -> Result<Facility, Failure> {
        let ground = self.ground()?;
        let founding = interrupt::work();
        let facility = Facility::open_or_found(ground, claims(change))?;
        drop(founding);
        interrupt::go_on(self.screen)?;
        Ok(facility)
    }

    /// Opens the site that is there, for a command that only reads: a mistyped root is told, not made.
    pub(crate) fn reading(&self) -> Result<Facility, Failure> {
        Facility::open(self.ground()?, Claims::default())
    }

    /// Takes the world's lock; what an interrupted run left is put right first, and told.
    pub(crate) fn lock(&self, facility: &Facility, operation: &str) -> Result<WorldLock, Failure> {
        let recovering = interrupt::work();
        let (lock, recovered) = recover::lock(facility, operation, false)?;
        drop(recovering);
        status::tell(self, &recovered);
        interrupt::go_on(self.screen)?;
        Ok(lock)
    }

    /// Runs an operation while its events are shown.
    pub(crate) fn watched<T>(
        &self,
        facility: &Facility,
        operation: impl FnOnce(EventStream) -> T,
    ) -> T {
        self.watched_as(facility, false, operation)
    }

    /// The same of an operation that leaves what fails as it lies.
    pub(crate) fn watched_leaving_failures<T>(
        &self,
        facility: &Facility,
        operation: impl FnOnce(EventStream) -> T,
    ) -> T {
        self.watched_as(facility, true, operation)
    }

    fn watched_as<T>(
        &self,
        facility: &Facility,
        leaves_failures: bool,
        operation: impl FnOnce(EventStream) -> T,
    ) -> T {
        let (events, listener) = facility.stream();
        std::thread::scope(|scope| {
            scope.spawn(|| watch(self.screen, &listener, leaves_failures));
            operation(events)
        })
    }
}

pub(crate) fn claims(change: &arguments::Change) -> Claims {
    Claims {
        name: change.name.clone(),
        ticket: change.ticket.clone(),
        reason: change.reason.clone(),
    }
}

/// Runs a command; what goes wrong comes back to be shown in one place.
pub(crate) fn run(line: &CommandLine, screen: &Screen) -> Result<(), Failure> {
    let desk = Desk {
        screen,
        common: &line.common,
    };
    match &line.command {
        Command::Keygen(keygen) => vendor::keygen(&desk, keygen),
        Command::Pack(pack) => vendor::pack(&desk, pack),
        Command::Sign(sign) => vendor::sign(&desk, sign),
        Command::Try(trial) => trial::run(&desk, trial),
        Command::Inspect(inspect) => inspect::inspect(&desk, inspect),
        Command::Verify(verify) => media::verify(&desk, verify),
        Command::Import(import) => media::import(&desk, import),
        Command::Check(check) => target::check(&desk, check),
        Command::Configure(configure) => target::configure(&desk, configure),
        Command::Plan(install) => change::plan(&desk, install),
        Command::Install(install) => change::install(&desk, install),
        Command::Upgrade(install) => change::upgrade(&desk, install),
        Command::Rollback(rollback) => change::rollback(&desk, rollback),
        Command::Uninstall(uninstall) => change::uninstall(&desk, uninstall),
        Command::List => depot::list(&desk),
        Command::Status(choice) => status::status(&desk, choice),
        Command::Recover => status::recover(&desk),
        Command::Supervise { stop } => crate::ground::supervise(line.common.root.as_deref(), *stop),
        Command::Facts(facts) => target::facts(&desk, facts),
        Command::SupportBundle(bundle) => support::run(&desk, bundle),
        Command::Audit(command) => audit::run(&desk, command),
        Command::Trust(command) => trust::run(&desk, command),
        Command::Policy(PolicyCommand::Show) => trust::policy(&desk),
        Command::Depot(command) => depot::run(&desk, command),
        Command::Completions { shell } => {
            // By way of memory: a reader who goes away early (`| head`) is no failure of ours.
            let mut text = Vec::new();
            clap_complete::generate(*shell, &mut CommandLine::command(), "sealift", &mut text);
            screen.result(String::from_utf8_lossy(&text).trim_end());
            Ok(())
        }
        Command::ManPages { out } => man_pages(out),
    }
}

fn man_pages(out: &camino::Utf8Path) -> Result<(), Failure> {
    let command = CommandLine::command();
    for page in std::iter::once(&command).chain(
        command
            .get_subcommands()
            .filter(|command| !command.is_hide_set()),
    ) {
        let is_whole = page.get_name() == "sealift";
        let name = if is_whole {
            "sealift".to_owned()
        } else {
            format!("sealift-{}", page.get_name())
        };
        let mut text = Vec::new();
        let rendered = clap_mangen::Man::new(page.clone())
            .title(name.clone())
            .render(&mut text);
        rendered
            .map_err(|error| Failure::new("output-failed", sealift_app::Exit::Internal, error))?;
        files::write(&out.join(format!("{name}.1")), &text)?;
    }
    Ok(())
}
