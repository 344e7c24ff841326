//! The same on real files: a relocated world in a temporary directory.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests stop where they fail, and touch real files"
)]

mod bench;

use std::collections::BTreeMap;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

use bench::{PRODUCT, Product, SECRET, path, plan_at, planned};
use camino::Utf8Path;
use sealift_audit::{Epoch, LogKey, Site};
use sealift_document::Digest;
use sealift_engine::cancel::Cancel;
use sealift_engine::effects::{LockHolder, World};
use sealift_engine::events::{EventStream, Outcome};
use sealift_engine::executor::{self, Ground, Order, Report, WorldLock};
use sealift_engine::inspect::{self, Difference, Thoroughness};
use sealift_engine::log::{Author, Claims};
use sealift_engine::state::{Database, DatabaseFile, RunId};
use sealift_host::Place;
use sealift_package::manifest::Os;
use sealift_plan::configuration::Settled;
use sealift_plan::layout::{Layout, Scope, WorldRoot};
use sealift_plan::plan::{Wanted, places};

struct Machine {
    folder: tempfile::TempDir,
    world: World,
    database: Database,
    settled: Settled,
}

impl Machine {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join(bench::STATE);
        std::fs::create_dir_all(&state).unwrap();
        std::fs::write(state.join("state.db"), b"").unwrap();
        let world = sealift_host::world(&Place::relocated(folder.path()).unwrap()).unwrap();
        let site: Site = "plant-3.example".parse().unwrap();
        let key = LogKey::new(&site, Epoch::FIRST, &[7; 32]);
        let file = Utf8Path::from_path(&state).unwrap().join("state.db");
        let database =
            Database::create(DatabaseFile::at(file), site, key, world.entropy.clone()).unwrap();
        let private = format!(r#"{{"files":{{}},"secrets":{{"token":"{SECRET}"}}}}"#);
        let public = br#"{"answers":{"port":8080},"paths":[]}"#;
        let settled = Settled::from_parts(public, private.as_bytes()).unwrap();
        Self {
            folder,
            world,
            database,
            settled,
        }
    }

    fn layout(&self) -> Layout {
        let root = self.folder.path().to_str().unwrap();
        let root = WorldRoot::relocated(Os::Linux, root).unwrap();
        Layout::new(root, &Scope::System, &PRODUCT.parse().unwrap()).unwrap()
    }

    fn ground(&self) -> Ground<'_> {
        Ground {
            world: &self.world,
            database: &self.database,
            state: path(bench::STATE),
        }
    }

    fn run(&self, wanted: Wanted, product: Option<&Product>) -> Report {
        let (ground, layout) = (self.ground(), self.layout());
        let id = PRODUCT.parse().unwrap();
        let places = product.map(|product| places(&product.sample.manifest, &layout).unwrap());
        let places: Vec<_> = places.into_iter().flatten().collect();
        let digest = product.map(Product::digest);
        let current = inspect::current(&ground, &layout, &id, &places, digest.as_ref()).unwrap();
        let plan = plan_at(&layout, &self.settled, &current, wanted, product).unwrap();
        let author = Author::new(self.world.clock.clone(), Claims::default());
        let since = author.now();
        let holder = LockHolder {
            user: "test".into(),
            process: 1,
            operation: "test".into(),
            since,
        };
        let lock = WorldLock::take(&ground, &holder).unwrap();
        let order = Order {
            plan: &plan,
            layout: &layout,
            release: product.map(Product::release),
            settled: &self.settled,
            hostname: None,
            needs_confinement: false,
            author,
        };
        let stream = EventStream::unwatched(RunId::random(self.world.entropy.as_ref()));
        executor::run(&ground, &lock, &order, stream, &Cancel::new()).unwrap()
    }

    /// Every path but those of the state, with kind, mode and content.
    fn target(&self) -> BTreeMap<String, String> {
        let mut found = BTreeMap::new();
        walk(self.folder.path(), self.folder.path(), &mut found);
        found.retain(|at, _| !at.starts_with("var/lib/sealift"));
        found
    }
}

fn walk(root: &Path, at: &Path, found: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(at).unwrap() {
        let path = entry.unwrap().path();
        let meta = path.symlink_metadata().unwrap();
        let mode = meta.permissions().mode() & 0o777;
        let what = if meta.is_symlink() {
            format!("l {}", std::fs::read_link(&path).unwrap().display())
        } else if meta.is_dir() {
            walk(root, &path, found);
            format!("d {mode:o}")
        } else {
            format!("f {mode:o} {}", Digest::of(&std::fs::read(&path).unwrap()))
        };
        found.insert(
            path.strip_prefix(root).unwrap().to_str().unwrap().into(),
            what,
        );
    }
}

/// What differs from what was placed, every file being read.
fn differences(machine: &Machine) -> Vec<Difference> {
    let id = PRODUCT.parse().unwrap();
    let none = |_: &Digest| None;
    let found = inspect::differences(
        &machine.ground(),
        &id,
        Thoroughness::Full,
        &none,
        &mut |_, _| (),
    );
    found.unwrap()
}

#[test]
fn real_files_go_all_ways_and_come_back() {
    let machine = Machine::new();
    let (one, two) = (planned(1, false), planned(2, false));
    let report = machine.run(Wanted::Install, Some(&one));
    assert_eq!((report.outcome, report.problem), (Outcome::Succeeded, None));
    let rows = machine.folder.path().join("var/opt/com.acme.sample/rows");
    std::fs::write(&rows, b"of version 1").unwrap();
    let first = machine.target();
    let installed = machine
        .folder
        .path()
        .join("opt/com.acme.sample/releases/1.0.0-1/server/same");
    let meta = installed.metadata().unwrap();
    assert_eq!(meta.mtime(), one.sample.manifest.issued.unix());

    let report = machine.run(Wanted::Install, Some(&two));
    assert_eq!((report.outcome, report.problem), (Outcome::Succeeded, None));
    let unchanged = machine
        .folder
        .path()
        .join("opt/com.acme.sample/releases/2.0.0-2/server/same");
    assert_eq!(
        unchanged.metadata().unwrap().ino(),
        meta.ino(),
        "an unchanged file is the same one"
    );
    assert_eq!(differences(&machine), vec![]);
    std::fs::write(&rows, b"migrated").unwrap();

    let report = machine.run(Wanted::Rollback, Some(&one));
    assert_eq!((report.outcome, report.problem), (Outcome::Succeeded, None));
    let mut now = machine.target();
    now.retain(|at, _| !at.contains("releases/2.0.0-2"));
    bench::assert_same(&now, &first, "after the rollback");

    let report = machine.run(Wanted::Uninstall { purge: true }, None);
    assert_eq!((report.outcome, report.problem), (Outcome::Succeeded, None));
    let now = machine.target();
    let directories_alone = now.values().all(|what| what.starts_with('d'));
    assert!(
        directories_alone && !now.keys().any(|at| at.contains(PRODUCT)),
        "{now:#?}"
    );
}

#[test]
fn many_small_files_are_written_by_several_threads_and_looked_at_without_reading() {
    let machine = Machine::new();
    let (one, two) = (bench::many(1, None), bench::many(2, None));
    let report = machine.run(Wanted::Install, Some(&one));
    assert_eq!((report.outcome, report.problem), (Outcome::Succeeded, None));
    let report = machine.run(Wanted::Install, Some(&two));
    assert_eq!((report.outcome, report.problem), (Outcome::Succeeded, None));
    assert_eq!(differences(&machine), vec![]);
    let id = PRODUCT.parse().unwrap();
    // A second name changes the times of an inode. What is known of both trees has to follow, or every later look would
    // have to read all of the older one.
    for product in [&one, &two] {
        let manifest = product.reference().manifest_sha256;
        let component = "server".parse().unwrap();
        let files = machine
            .database
            .read(|view| view.tree_files(&id, &manifest, &component))
            .unwrap();
        assert!(files.len() > 500);
        let release = product.reference().folder;
        for file in files {
            let at = release.join(&"server".parse().unwrap()).unwrap();
            let at = at.join(&file.path).unwrap();
            let entry = machine.world.files.inspect(&at).unwrap().unwrap();
            assert_eq!(entry.identity, file.identity, "{at}");
        }
    }
}

#[test]
fn a_file_that_was_touched_is_read_before_it_gets_a_second_name() {
    let machine = Machine::new();
    machine.run(Wanted::Install, Some(&bench::many(1, None)));
    let server = |release: &str, file: &str| {
        let releases = "opt/com.acme.sample/releases";
        let at = format!("{releases}/{release}/server/{file}");
        machine.folder.path().join(at)
    };
    let (edited, named, untouched) = ("many/10/217", "many/24/499", "many/10/218");
    let content = std::fs::read(server("1.0.0-1", edited)).unwrap();
    // As much of an edit as can be hidden: what is left to tell it by is the time of the inode.
    let file = server("1.0.0-1", edited);
    let file = std::fs::File::options().write(true).open(file).unwrap();
    let placed_at = file.metadata().unwrap().modified().unwrap();
    let mut other = content.clone();
    other[0] ^= 1;
    std::os::unix::fs::FileExt::write_all_at(&file, &other, 0).unwrap();
    file.set_modified(placed_at).unwrap();
    let elsewhere = machine.folder.path().join("a-backup-of-somebody");
    std::fs::hard_link(server("1.0.0-1", named), elsewhere).unwrap();

    let report = machine.run(Wanted::Install, Some(&bench::many(2, None)));
    assert_eq!((report.outcome, report.problem), (Outcome::Succeeded, None));
    let inode = |release, file| server(release, file).metadata().unwrap().ino();
    assert_ne!(inode("1.0.0-1", edited), inode("2.0.0-2", edited));
    assert_eq!(std::fs::read(server("2.0.0-2", edited)).unwrap(), content);
    for same in [named, untouched] {
        assert_eq!(inode("1.0.0-1", same), inode("2.0.0-2", same), "{same}");
    }
    let found: Vec<_> = differences(&machine)
        .into_iter()
        .map(|one| (one.release, one.path.to_string()))
        .collect();
    let of_the_older = format!("opt/com.acme.sample/releases/1.0.0-1/server/{edited}");
    assert_eq!(found, [("1.0.0-1".to_owned(), of_the_older)]);
}

#[test]
fn one_spoilt_file_among_many_stops_the_install_and_leaves_nothing() {
    for spoilt in ["many/10/217", "many/24/499", "many/large"] {
        let machine = Machine::new();
        let before = machine.target();
        let report = machine.run(Wanted::Install, Some(&bench::many(1, Some(spoilt))));
        assert_eq!(report.outcome, Outcome::RolledBack);
        let problem = report.problem.unwrap();
        assert_eq!(problem.code, "content-differs");
        assert!(problem.message.contains(spoilt), "{}", problem.message);
        assert_eq!(machine.target(), before);
    }
}

#[test]
fn i12_real_links_in_the_way_are_not_followed() {
    let machine = Machine::new();
    let elsewhere = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(machine.folder.path().join("opt")).unwrap();
    let planted = machine.folder.path().join("opt/com.acme.sample");
    std::os::unix::fs::symlink(elsewhere.path(), &planted).unwrap();
    let before = machine.target();
    let one = planned(1, false);
    let (ground, layout) = (machine.ground(), machine.layout());
    let current = sealift_plan::current::Current::nothing(PRODUCT.parse().unwrap());
    let plan = plan_at(
        &layout,
        &machine.settled,
        &current,
        Wanted::Install,
        Some(&one),
    )
    .unwrap();
    let author = Author::new(machine.world.clock.clone(), Claims::default());
    let since = author.now();
    let holder = LockHolder {
        user: "test".into(),
        process: 1,
        operation: "test".into(),
        since,
    };
    let lock = WorldLock::take(&ground, &holder).unwrap();
    let order = Order {
        plan: &plan,
        layout: &layout,
        release: Some(one.release()),
        settled: &machine.settled,
        hostname: None,
        needs_confinement: false,
        author,
    };
    let stream = EventStream::unwatched(RunId::random(machine.world.entropy.as_ref()));
    let report = executor::run(&ground, &lock, &order, stream, &Cancel::new());
    assert!(!report.is_ok_and(|report| report.outcome.is_success()));
    assert_eq!(machine.target(), before);
    assert_eq!(std::fs::read_dir(elsewhere.path()).unwrap().count(), 0);
}
