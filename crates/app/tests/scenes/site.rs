//! A site on a machine that is not there, and everything that people do with it.

use std::cell::Cell;
use std::io::{self, Cursor, Write};
use std::sync::Arc;

use sealift_app::cases::audit::{self, Form};
use sealift_app::cases::change::{self, Wish};
use sealift_app::cases::configure::{AnswersDocument, GivenAnswers};
use sealift_app::cases::depot::{self, ExportSink, ExportedVolume, PlannedVolume, Selection};
use sealift_app::cases::import::{self, Medium, Source};
use sealift_app::cases::recover;
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
}

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
        Facility::open_or_found(self.ground(), Claims::default())
    }

    /// Opens the site that is there.
    pub(crate) fn facility_as_it_is(&self) -> Result<Facility, Failure> {
        Facility::open(self.ground(), Claims::default())
    }

    fn locked(&self, operation: &str) -> Result<(Facility, WorldLock), Failure> {
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
        self.change(&format!("{PRODUCT}@{version}.0.0"), Wanted::Install)
    }

    pub(crate) fn rollback(&self) -> Result<(), Failure> {
        self.change(PRODUCT, Wanted::Rollback)
    }

    pub(crate) fn uninstall(&self) -> Result<(), Failure> {
        self.change(PRODUCT, Wanted::Uninstall { purge: false })
    }

    fn change(&self, name: &str, wanted: Wanted) -> Result<(), Failure> {
        let (facility, lock) = self.locked("change")?;
        let answers = br#"{"port":8080,"token":"hunter2hunter2"}"#;
        let wish = Wish {
            name: name.parse()?,
            request: Request::new(wanted),
            answers: match wanted {
                Wanted::Install => GivenAnswers {
                    document: Some(AnswersDocument::Json(answers.to_vec())),
                    settings: vec![],
                    whole: false,
                },
                _ => GivenAnswers::default(),
            },
            accepted: vec!["command-without-sandbox".into()],
        };
        let change = change::prepare(&facility, &wish)?;
        let (events, _listener) = facility.stream();
        let changed = change::carry_out(&facility, &change, &lock, events, &Cancel::new())?;
        self.has_warned.set(!changed.report.warnings.is_empty());
        changed.failure.map_or(Ok(()), Err)
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
