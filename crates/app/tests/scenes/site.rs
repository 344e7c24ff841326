//! A site on a machine that is not there, and everything that people do with it.

use std::cell::Cell;
use std::io::{self, Cursor, Write};
use std::sync::Arc;

use sealift_app::cases::audit::{self, Form};
use sealift_app::cases::change::{self, Wish};
use sealift_app::cases::configure::{self, AnswersDocument, GivenAnswers};
use sealift_app::cases::depot::{self, ExportSink, ExportedVolume, PlannedVolume, Selection};
use sealift_app::cases::import::{self, Medium, Source};
use sealift_app::cases::recover;
use sealift_app::cases::status;
use sealift_app::cases::trust::{self, Comparison, NewKey};
use sealift_app::{Cancel, Claims, Facility, Failure, Ground, WorldLock};
use sealift_engine::effects::{Clock, Ended, HostPath};
use sealift_engine::site::SitePaths;
use sealift_package::manifest::{Arch, Os, Platform};
use sealift_package::path::RelativePath;
use sealift_plan::facts::Facts;
use sealift_plan::layout::{Scope, WorldRoot};
use sealift_plan::plan::{Request, Wanted};
use sealift_testkit::world::FakeWorld;

use super::product::{READY, Vendor, release};

pub(crate) const PRODUCT: &str = "com.acme.sample";
const MACHINE: Platform = Platform {
    os: Os::Linux,
    arch: Arch::X86_64,
};
const DATA: &str = "var/opt/com.acme.sample/data/rows";

pub(crate) fn path(text: &str) -> HostPath {
    HostPath::from(text.parse::<RelativePath>().unwrap())
}

/// A site; each method is one command, from its opening to its end.
pub(crate) struct Site {
    pub(crate) world: FakeWorld,
    /// Whether the last change was told with warnings.
    pub(crate) has_warned: Cell<bool>,
    /// What whoever acts says of the change.
    claims: Claims,
}

/// Answers that fit the product's form.
const ANSWERS: &[u8] = br#"{"port":8080,"token":"hunter2hunter2"}"#;

impl Site {
    /// A machine on which nobody has begun a site.
    pub(crate) fn empty() -> Self {
        let world = FakeWorld::new();
        for directory in ["etc", "opt", "var/opt", "var/log", "var/lib", "run", "srv"] {
            world.files.put_directory(directory);
        }
        Self::on(world)
    }

    /// A site as it is on this machine; its programs and its network behave.
    pub(crate) fn on(world: FakeWorld) -> Self {
        let files = Arc::downgrade(&world.files);
        world.processes.behave("bin/server", move |program, _| {
            // By the time it fails, a new version has been at the data.
            let migrates = program.arguments.iter().any(|one| one == "migrate");
            if let (true, Some(files)) = (migrates, files.upgrade()) {
                let version = program.executable.as_str().split('/').rev().nth(3);
                files.put(DATA, version.unwrap_or_default().as_bytes());
            }
            (Ended::Status(0), vec![])
        });
        let mut facts = Facts::unknown(Os::Linux, world.clock.now().utc);
        facts.platform = Some(MACHINE);
        world.survey.set(facts);
        world.probes.serve(READY, 200, "ready");
        Self {
            world,
            has_warned: Cell::default(),
            claims: Claims::default(),
        }
    }

    /// A site that trusts the first vendor.
    pub(crate) fn trusting() -> Self {
        let site = Self::empty();
        site.trust(Vendor::first()).unwrap();
        site
    }

    /// A site with these versions in its depot.
    pub(crate) fn stocked(versions: &[u32]) -> Self {
        let site = Self::trusting();
        for version in versions {
            site.import(release(*version).volume()).unwrap();
        }
        site
    }

    /// A site with version 1 installed and in use, and version 2 at hand.
    pub(crate) fn installed() -> Self {
        let site = Self::stocked(&[1, 2]);
        site.install(1).unwrap();
        site.world.files.put(DATA, b"rows of version 1");
        site
    }

    /// The same site, where every change names a ticket and a reason.
    pub(crate) fn named(self, ticket: &str, reason: &str) -> Self {
        let claims = Claims {
            ticket: Some(ticket.into()),
            reason: Some(reason.into()),
            ..Claims::default()
        };
        Self { claims, ..self }
    }

    fn ground(&self) -> Ground {
        let at = |text: &str| path(text);
        Ground {
            world: self.world.world(),
            paths: SitePaths {
                state: at("var/lib/sealift"),
                config: at("etc/sealift"),
                run: at("run/sealift"),
            },
            root: WorldRoot::machine(Os::Linux),
            scope: Scope::System,
            platform: MACHINE,
            process: 1,
        }
    }

    /// Opens the site, founding it where there is none.
    pub(crate) fn facility(&self) -> Result<Facility, Failure> {
        Facility::open_or_found(self.ground(), self.claims.clone())
    }

    /// Opens the site that is there.
    pub(crate) fn facility_as_it_is(&self) -> Result<Facility, Failure> {
        Facility::open(self.ground(), Claims::default())
    }

    pub(crate) fn locked(&self, operation: &str) -> Result<(Facility, WorldLock), Failure> {
        let facility = self.facility()?;
        let (lock, _) = recover::lock(&facility, operation, false)?;
        Ok((facility, lock))
    }

    pub(crate) fn trust(&self, vendor: &Vendor) -> Result<(), Failure> {
        let new = NewKey {
            file: &vendor.text(),
            fingerprint: &vendor.fingerprint(),
            compared: Comparison::Given,
            products: &[],
        };
        let (facility, lock) = self.locked("trust add")?;
        trust::add(&facility, &lock, &new).map(|_| ())
    }

    pub(crate) fn distrust(&self, vendor: &Vendor) -> Result<(), Failure> {
        let (facility, lock) = self.locked("trust remove")?;
        trust::remove(&facility, &lock, &vendor.fingerprint(), true)
    }

    pub(crate) fn import(&self, volume: Vec<u8>) -> Result<(), Failure> {
        let (facility, _lock) = self.locked("import")?;
        let source = Source {
            bytes: Some(volume.len() as u64),
            reader: Box::new(Cursor::new(volume)),
            medium: Medium {
                volume: "a.sealift".into(),
                ..Medium::default()
            },
        };
        let (events, _listener) = facility.stream();
        let result = import::import(&facility, vec![source], &Cancel::new(), events)?;
        result.failure.map_or(Ok(()), Err)
    }

    pub(crate) fn install(&self, version: u32) -> Result<(), Failure> {
        self.install_with(version, ANSWERS)
    }

    pub(crate) fn install_with(&self, version: u32, answers: &[u8]) -> Result<(), Failure> {
        self.change(&of_version(version), Wanted::Install, given(answers))
    }

    /// Only looks at what an install would do.
    pub(crate) fn rehearse(&self, version: u32) -> Result<(), Failure> {
        let wish = wish(&of_version(version), Wanted::Install, given(ANSWERS))?;
        change::rehearse(&self.facility()?, &wish).map(|_| ())
    }

    /// Keeps answers for the next install.
    pub(crate) fn configure(&self, version: u32) -> Result<(), Failure> {
        let (facility, lock) = self.locked("configure")?;
        let name = of_version(version).parse()?;
        let kept = depot::load(&facility, &name).and_then(|release| {
            configure::prepare(&facility, &lock, &release, &given(ANSWERS)).map(drop)
        });
        kept.map_err(|failure| configure::refused(&facility, &name, failure))
    }

    pub(crate) fn rollback(&self) -> Result<(), Failure> {
        self.change(PRODUCT, Wanted::Rollback, GivenAnswers::default())
    }

    pub(crate) fn uninstall(&self) -> Result<(), Failure> {
        let wanted = Wanted::Uninstall { purge: false };
        self.change(PRODUCT, wanted, GivenAnswers::default())
    }

    fn change(&self, name: &str, wanted: Wanted, answers: GivenAnswers) -> Result<(), Failure> {
        let (facility, lock) = self.locked("change")?;
        let wish = wish(name, wanted, answers)?;
        let change = change::prepare(&facility, &wish)?;
        let (events, _listener) = facility.stream();
        let changed = change::carry_out(&facility, &change, &lock, events, &Cancel::new())?;
        self.has_warned.set(!changed.report.warnings.is_empty());
        changed.failure.map_or(Ok(()), Err)
    }

    /// Looks at what is installed, at every byte of it or at its outside.
    pub(crate) fn look(&self, full: bool) -> status::SiteStatus {
        status::status(&self.facility().unwrap(), None, full).unwrap()
    }

    pub(crate) fn clean(&self, removed: &[&str]) -> Result<(), Failure> {
        let (facility, lock) = self.locked("depot gc")?;
        let named: Result<Vec<_>, Failure> = removed.iter().map(|name| name.parse()).collect();
        depot::clean(&facility, &lock, &named?).map(|_| ())
    }

    pub(crate) fn rotate_log_key(&self) -> Result<(), Failure> {
        let (facility, lock) = self.locked("audit rotate-key")?;
        audit::rotate_key(&facility, &lock).map(|_| ())
    }

    pub(crate) fn export_log(&self) -> Result<(), Failure> {
        let facility = self.facility()?;
        audit::export(&facility, Form::Json, false, "en").map(|_| ())
    }

    pub(crate) fn export_release(&self) -> Result<(), Failure> {
        let (facility, lock) = self.locked("depot export")?;
        let name = format!("{PRODUCT}@1.0.0").parse()?;
        depot::export(
            &facility,
            &lock,
            &name,
            &Selection::All,
            None,
            &mut Shelf::default(),
            &Cancel::new(),
        )
        .map(|_| ())
    }
}

fn of_version(version: u32) -> String {
    format!("{PRODUCT}@{version}.0.0")
}

fn given(answers: &[u8]) -> GivenAnswers {
    GivenAnswers {
        document: Some(AnswersDocument::Json(answers.to_vec())),
        settings: vec![],
        whole: false,
    }
}

fn wish(name: &str, wanted: Wanted, answers: GivenAnswers) -> Result<Wish, Failure> {
    Ok(Wish {
        name: name.parse()?,
        request: Request::new(wanted),
        answers,
        accepted: vec!["command-without-sandbox".into()],
    })
}

/// Volumes in memory: what a medium does to them is tried with the real program.
#[derive(Default)]
struct Shelf(Vec<u8>);

impl ExportSink for Shelf {
    fn begin<'a>(&'a mut self, _: &PlannedVolume) -> io::Result<Box<dyn Write + 'a>> {
        Ok(Box::new(&mut self.0))
    }

    fn end(&mut self, _: &ExportedVolume) -> io::Result<()> {
        Ok(())
    }
}
