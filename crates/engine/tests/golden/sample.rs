//! A database with something in every table, written by the calls with which the program itself writes.

use std::sync::Arc;

use rusqlite::Connection;
use sealift_audit::{Epoch, Event as Recorded, LogKey, Outcome, Site};
use sealift_document::{Digest, Document, Timestamp};
use sealift_engine::effects::{Actor, Entropy, HostPath, Identity};
use sealift_engine::events::{EVENT_VERSION, Event, Happening, Lifecycle, OperationKind};
use sealift_engine::journal::{JournalError, StepState, UndoRecord};
use sealift_engine::log::{Author, Claims, KeptMaterial, MaterialKind};
use sealift_engine::state::{
    Activation, Database, DatabaseFile, Run, RunId, RunState, TreeFile, Write,
};
use sealift_package::index::Index;
use sealift_package::manifest::{Manifest, Mode};
use sealift_package::path::RelativePath;
use sealift_package::volume::VolumeHint;
use sealift_plan::current::{BackupRecord, InstalledService, OwnedKind, PresentComponent};
use sealift_plan::plan::{Effect, Operation, Plan, ReleaseRef};
use sealift_testkit::world::FakeWorld;

// What the rows speak of never changes either.
const MANIFEST: &[u8] = include_bytes!("../../../package/tests/golden/manifest-v1.json");
const INDEX: &[u8] = include_bytes!("../../../package/tests/golden/index-v1.json");
const VOLUME: &[u8] = include_bytes!("../../../package/tests/golden/volume-v1.json");
const PLAN: &[u8] = include_bytes!("../../../plan/tests/golden/plan-v1-install.json");
const UNDO: &str = include_str!("undo-v1.jsonl");

pub(crate) fn entropy() -> Arc<dyn Entropy> {
    FakeWorld::new().entropy
}

/// The log's key, after the first one was handed over.
pub(crate) fn key() -> LogKey {
    LogKey::new(&site(), Epoch::FIRST.next(), &[8; 32])
}

/// The run whose journal is open.
pub(crate) fn run() -> RunId {
    "00112233445566778899aabbccddeeff".parse().unwrap()
}

fn site() -> Site {
    "plant-3.example".parse().unwrap()
}

fn time(seconds: u32) -> Timestamp {
    Timestamp::from_unix(1_700_000_000 + i64::from(seconds)).unwrap()
}

fn at(path: &str) -> HostPath {
    HostPath::from(path.parse::<RelativePath>().unwrap())
}

/// Fills an empty file, and leaves all of it in that one file.
pub(crate) fn write(file: DatabaseFile) {
    let world = FakeWorld::new();
    let author = Author::new(world.clock.clone(), Claims::default());
    let first = LogKey::new(&site(), Epoch::FIRST, &[7; 32]);
    let path = file.path.clone();
    let database = Database::create(file, site(), first, entropy()).unwrap();
    let written = database.write::<_, JournalError>(|write| {
        let draft = author.draft(Recorded::SiteCreated, Outcome::Succeeded);
        write.record(draft.private("root", "/srv/plant"))?;
        depot(write)?;
        target(write)?;
        journal(write)
    });
    written.unwrap();
    let handed_over = author.draft(Recorded::KeyRotated, Outcome::Succeeded);
    database.rotate_log_key(key(), handed_over).unwrap();
    drop(database);
    let sql = Connection::open(path).unwrap();
    sql.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")
        .unwrap();
}

fn depot(write: &Write<'_>) -> Result<(), JournalError> {
    let manifest = Manifest::parse(MANIFEST).unwrap();
    let index = Index::parse(INDEX, &manifest).unwrap();
    let (digest, product) = (Digest::of(MANIFEST), &manifest.product);
    write.remember_manifest(&manifest, &digest, time(1))?;
    write.remember_signed(manifest.issued)?;
    write.add_release(&manifest, &digest, &index, time(1))?;
    for chunk in index.chunks() {
        write.hold_chunk(product, &chunk.stored_sha256)?;
    }
    write.settle_completeness()?;
    write.set_release_kept(&digest, true)?;
    write.add_volume_hint(&digest, &VolumeHint::from_bytes(VOLUME).unwrap(), true)?;
    write.remember_run(product, &digest, manifest.rollback_index)?;
    write.keep_material(&KeptMaterial {
        kind: MaterialKind::Manifest,
        name: "manifest.json".into(),
        manifest: Some(digest),
        bytes: MANIFEST.to_vec(),
    })?;
    Ok(())
}

fn target(write: &Write<'_>) -> Result<(), JournalError> {
    let plan = Plan::from_bytes(PLAN).unwrap();
    let (product, release): (_, ReleaseRef) = (&plan.product, plan.to.clone().unwrap());
    let component = PresentComponent {
        id: "server".parse().unwrap(),
        at: at("opt/com.acme.monitor/releases/1.2.0-3/server"),
        bytes: 7_u32.into(),
        files: 1_u32.into(),
        damaged: false,
    };
    write.place_tree(product, &release, &component, [tree_file()])?;
    let active = Activation {
        manifest: release.manifest_sha256,
        components: vec![component.id.clone()],
        declined: vec!["extras".parse().unwrap()],
        answers: Some(br#"{"answers":{"port":9090},"paths":[]}"#.to_vec()),
        run: "ffeeddccbbaa99887766554433221100".parse().unwrap(),
        at: time(3),
    };
    write.activate(product, &active)?;
    let file = OwnedKind::File {
        sha256: Digest::of(b"config"),
        mode: Mode::PRIVATE,
    };
    write.own_path(product, &at("etc/opt/com.acme.monitor/a.yml"), &file)?;
    write.own_path(
        product,
        &at("var/opt/com.acme.monitor"),
        &OwnedKind::Directory,
    )?;
    let link = OwnedKind::Symlink {
        to: at("opt/com.acme.monitor/current"),
    };
    write.own_path(product, &at("usr/local/bin/monitor"), &link)?;
    write.place_service(product, 1, &service(&plan))?;
    write.own_user(product, "monitor")?;
    let data = "tsdb".parse().unwrap();
    write.set_data(
        product,
        &data,
        &at("var/opt/com.acme.monitor/db"),
        2_u32.into(),
    )?;
    let backup = BackupRecord {
        at: at("var/lib/sealift/backups/1"),
        data,
        format: 1_u32.into(),
        release: "1.1.0-2".into(),
        taken_at: time(2),
        bytes: 99_u32.into(),
    };
    Ok(write.add_backup(product, &backup)?)
}

fn tree_file() -> TreeFile {
    TreeFile {
        path: "bin/monitor".parse().unwrap(),
        sha256: Digest::of(b"program"),
        mode: Mode::EXECUTABLE,
        identity: Identity {
            device: u64::MAX,
            inode: 1 << 63,
            bytes: 7,
            modified_ns: 5,
            changed_ns: 6,
        },
    }
}

/// A service of the plan, as installed.
fn service(plan: &Plan) -> InstalledService {
    let placed = plan.steps.iter().find_map(|step| match &step.effect {
        Effect::PlaceService { service, .. } => {
            Some((step.component.clone(), service.as_ref().clone()))
        }
        _ => None,
    });
    let (component, definition) = placed.unwrap();
    InstalledService {
        component: component.unwrap(),
        definition,
    }
}

/// A run that was interrupted, with a step of each kind begun.
fn journal(write: &Write<'_>) -> Result<(), JournalError> {
    let plan = Plan::from_bytes(PLAN).unwrap();
    let begun = Run {
        id: run(),
        operation: Operation::Install,
        product: plan.product,
        plan: PLAN.to_vec(),
        state: RunState::Doing,
        started: time(4),
        actor: Actor {
            effective_user: "root".into(),
            login_user: Some("ann".into()),
            authenticated: "sudo".into(),
            host: "plant-3".into(),
        },
        ticket: Some("CHG-7".into()),
        reason: Some("first delivery".into()),
    };
    write.open_journal(&begun, &[at("usr/local/bin")])?;
    for line in UNDO.lines() {
        let record = UndoRecord::from_bytes(line.as_bytes()).unwrap();
        write.intend(&record)?;
        write.set_step(&run(), record.step.number, StepState::Done)?;
    }
    let started = Lifecycle::OperationStarted {
        kind: OperationKind::Install,
        release: None,
        steps: 16,
    };
    write.keep_event(&Event {
        version: EVENT_VERSION,
        operation: run(),
        at: time(4),
        number: Some(1),
        what: Happening::Lifecycle(started),
    })
}
