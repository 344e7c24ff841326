//! A machine that is not there, a product in three versions, and plans for it.

#![allow(
    dead_code,
    unused_imports,
    unreachable_pub,
    reason = "each test file uses its part"
)]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests stop where they fail"
)]

mod planned;
mod plans;
mod product;

use std::collections::BTreeMap;

use sealift_audit::{Epoch, LogKey, Site};
use sealift_engine::cancel::Cancel;
use sealift_engine::effects::{HostPath, LockHolder, Services};
use sealift_engine::events::{EventStream, Listener};
use sealift_engine::executor::{self, Ground, Order, Report, RunError, WorldLock};
use sealift_engine::inspect;
use sealift_engine::log::{Author, Claims};
use sealift_engine::recovery::{Recovered, Recovery, RecoveryError, recover};
use sealift_engine::state::{Database, DatabaseFile, RunId};
use sealift_package::manifest::Os;
use sealift_plan::configuration::Settled;
use sealift_plan::current::Current;
use sealift_plan::layout::{Layout, Scope, WorldRoot};
use sealift_plan::plan::{Plan, places};
use sealift_testkit::world::FakeWorld;

pub use planned::{plan_at, plan_for, planned};
pub use plans::{Planning, check, count, directory, invocation, step};
pub use product::{PRODUCT, Product, many, product};

pub const STATE: &str = "var/lib/sealift";
pub const SECRET: &str = "hunter2hunter2";

/// Everything that is compared before and after: files, services, users.
pub type Target = BTreeMap<String, String>;

pub struct Bench {
    pub world: FakeWorld,
    pub database: Option<Database>,
    pub settled: Settled,
}

/// Says what differs, and not all that does not.
pub fn assert_same(now: &Target, old: &Target, context: &str) {
    let differs = |a: &Target, b: &Target| -> Vec<String> {
        a.iter()
            .filter(|(at, what)| b.get(*at) != Some(*what))
            .map(|(at, what)| format!("{at}: {what}"))
            .collect()
    };
    let (more, less) = (differs(now, old), differs(old, now));
    assert!(
        more.is_empty() && less.is_empty(),
        "{context}\nfound {more:#?}\ninstead of {less:#?}"
    );
}

pub fn path(text: &str) -> HostPath {
    HostPath::from(text.parse::<sealift_package::path::RelativePath>().unwrap())
}

fn site() -> Site {
    "plant-3.example".parse().unwrap()
}

fn key() -> LogKey {
    LogKey::new(&site(), Epoch::FIRST, &[7; 32])
}

pub fn root() -> WorldRoot {
    WorldRoot::machine(Os::Linux)
}

pub fn layout() -> Layout {
    Layout::new(root(), &Scope::System, &PRODUCT.parse().unwrap()).unwrap()
}

impl Bench {
    /// A site with nothing installed.
    pub fn new() -> Self {
        let world = FakeWorld::new();
        for directory in [STATE, "etc", "opt", "var/opt", "usr/local/bin"] {
            world.files.put_directory(directory);
        }
        world
            .probes
            .serve("http://127.0.0.1:8080/ready", 200, "ready");
        let file = Self::file(&world);
        world.files.put(&format!("{STATE}/state.db"), b"");
        let database = Database::create(file, site(), key(), world.entropy.clone()).unwrap();
        let public = br#"{"answers":{"port":8080},"paths":[]}"#;
        let private = format!(r#"{{"files":{{}},"secrets":{{"token":"{SECRET}"}}}}"#);
        let settled = Settled::from_parts(public, private.as_bytes()).unwrap();
        Self {
            world,
            database: Some(database),
            settled,
        }
    }

    fn file(world: &FakeWorld) -> DatabaseFile {
        DatabaseFile::of(world.files.as_ref(), &path(&format!("{STATE}/state.db")))
    }

    /// The database as somebody with an editor opens it.
    pub fn sql(&self) -> rusqlite::Connection {
        let file = Self::file(&self.world);
        let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE;
        let vfs = file.vfs.unwrap();
        rusqlite::Connection::open_with_flags_and_vfs(file.path, flags, vfs.as_str()).unwrap()
    }

    pub fn database(&self) -> &Database {
        self.database.as_ref().unwrap()
    }

    /// The process is gone; the next one opens the state anew.
    pub fn restart(&mut self) {
        self.database = None;
        let file = Self::file(&self.world);
        let opened = Database::open(file, key(), self.world.entropy.clone());
        self.database = Some(opened.unwrap());
    }

    pub fn with_ground<T>(&self, work: impl FnOnce(&Ground<'_>) -> T) -> T {
        let world = self.world.world();
        work(&Ground {
            world: &world,
            database: self.database(),
            state: path(STATE),
        })
    }

    pub fn author(&self) -> Author {
        let claims = Claims {
            ticket: Some("CHG-7".into()),
            ..Claims::default()
        };
        Author::new(self.world.clock.clone(), claims)
    }

    fn holder(&self) -> LockHolder {
        let since = self.author().now();
        LockHolder {
            user: "anna".into(),
            process: 1,
            operation: "install".into(),
            since,
        }
    }

    pub fn lock(&self) -> Result<WorldLock, sealift_engine::effects::FilesError> {
        self.with_ground(|ground| WorldLock::take(ground, &self.holder()))
    }

    pub fn current(&self) -> Current {
        let product = PRODUCT.parse().unwrap();
        self.database().read(|view| view.current(&product)).unwrap()
    }

    /// What is installed, looked at.
    pub fn inspected(&self, product: Option<&Product>) -> Current {
        let places = product.map(|product| places(&product.sample.manifest, &layout()).unwrap());
        let places: Vec<HostPath> = places.into_iter().flatten().collect();
        let id = PRODUCT.parse().unwrap();
        let wanted = product.map(Product::digest);
        self.with_ground(|ground| {
            inspect::current(ground, &layout(), &id, &places, wanted.as_ref()).unwrap()
        })
    }

    /// Carries out a plan for a release.
    pub fn run(&self, plan: &Plan, product: Option<&Product>) -> Result<Report, RunError> {
        self.run_watched(plan, product, &Cancel::new()).0
    }

    /// The same where policy may want every program confined.
    pub fn run_confined(
        &self,
        plan: &Plan,
        product: &Product,
        needs_confinement: bool,
    ) -> Result<Report, RunError> {
        self.run_with(plan, Some(product), &Cancel::new(), needs_confinement)
            .0
    }

    pub fn run_watched(
        &self,
        plan: &Plan,
        product: Option<&Product>,
        cancel: &Cancel,
    ) -> (Result<Report, RunError>, Listener) {
        self.run_with(plan, product, cancel, false)
    }

    fn run_with(
        &self,
        plan: &Plan,
        product: Option<&Product>,
        cancel: &Cancel,
        needs_confinement: bool,
    ) -> (Result<Report, RunError>, Listener) {
        let run = RunId::random(self.world.entropy.as_ref());
        let (stream, listener) = EventStream::new(run);
        let lock = match self.lock() {
            Ok(lock) => lock,
            Err(error) => return (Err(error.into()), listener),
        };
        let layout = layout();
        let order = Order {
            plan,
            layout: &layout,
            release: product.map(Product::release),
            settled: &self.settled,
            hostname: None,
            needs_confinement,
            author: self.author(),
        };
        let report =
            self.with_ground(|ground| executor::run(ground, &lock, &order, stream, cancel));
        (report, listener)
    }

    pub fn recover(&self) -> Result<Vec<Recovered>, RecoveryError> {
        self.recover_again(false)
    }

    pub fn recover_again(&self, retries: bool) -> Result<Vec<Recovered>, RecoveryError> {
        let lock = self.lock().unwrap();
        let (root, author) = (root(), self.author());
        let recovery = Recovery {
            root: &root,
            scope: &Scope::System,
            author: &author,
            retries,
            advance: &|_| (),
        };
        let listen = &mut |run: &RunId| EventStream::unwatched(run.clone());
        self.with_ground(|ground| recover(ground, &lock, &recovery, listen))
    }

    /// All that a person would find on the target.
    pub fn target(&self) -> Target {
        let mut found = Target::new();
        for top in [
            "etc",
            "opt",
            "var/opt",
            "var/log",
            "usr",
            "srv",
            "var/lib/sealift/backups",
        ] {
            found.extend(self.world.files.snapshot(top));
        }
        let secrets = format!("{STATE}/secrets/{PRODUCT}.json");
        found.extend(self.world.files.snapshot(&secrets));
        for user in self.world.users.names() {
            found.insert(format!("user {user}"), String::new());
        }
        for unit in [format!("{PRODUCT}-server"), format!("{PRODUCT}-extra")] {
            if let Some(placed) = self.world.services.placed(&unit).unwrap() {
                let is_running = self.world.services.running().contains(&unit);
                let mut environment = placed.environment.clone();
                environment.insert("executable".into(), placed.executable.to_string());
                found.insert(
                    format!("unit {unit}"),
                    format!("{is_running} {environment:?}"),
                );
            }
        }
        found
    }

    /// What a run must not leave in its private places.
    pub fn assert_nothing_is_left(&self, context: &str) {
        let runs = self.world.files.snapshot(&format!("{STATE}/runs"));
        assert!(runs.len() <= 1, "{context}: {runs:?}");
        for at in self.target().keys() {
            let hidden = [".sealift-", ".incoming-", ".retired-", ".edited-"];
            assert!(
                !hidden.iter().any(|name| at.contains(name)),
                "{context}: {at} was left"
            );
        }
        let open = self.database().read(|view| view.open_journals()).unwrap();
        assert_eq!(open, vec![], "{context}");
    }
}
