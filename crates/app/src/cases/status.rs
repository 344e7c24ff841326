//! What is installed, how it is, and what is unfinished.

use std::collections::HashMap;

use sealift_document::{Digest, Particulars};
use sealift_engine::depot::Verified;
use sealift_engine::effects::ServiceState;
use sealift_engine::events::{EventStream, OperationKind, Outcome, Share};
use sealift_engine::executor::WorldLock;
use sealift_engine::inspect::{self, Difference, Drift, Thoroughness};
use sealift_engine::journal::Phase;
use sealift_engine::recovery::Recovered;
use sealift_engine::state::StateError;
use sealift_package::manifest::ProductId;
use sealift_plan::current::{OwnedState, PresentRelease};
use serde::Serialize;

use super::depot::ReleaseName;
use super::noticing;
use super::telling::Telling;
use crate::facility::Facility;
use crate::failure::Failure;

/// A site at a glance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SiteStatus {
    /// Installed products.
    pub products: Vec<ProductStatus>,
    /// Who changes the site at this moment.
    pub in_progress: Option<InProgress>,
    /// Runs that were interrupted or could not be taken back whole.
    pub unfinished: Vec<String>,
    /// Steps of failed runs whose doings stay, because nothing takes them back.
    pub staying: Vec<StayingStep>,
}

/// Somebody who holds the site's lock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InProgress {
    /// Who.
    pub user: String,
    /// Its process.
    pub process: u32,
    /// What it does, such as `install`.
    pub operation: String,
    /// Since when, UTC.
    pub since: String,
}

/// A step of a failed run that has no undo: what it did stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StayingStep {
    /// The run.
    pub run: String,
    /// Of which product.
    pub product: String,
    /// The step's place in the plan, from 1.
    pub number: u32,
    /// Its name in the plan.
    pub step: String,
}

/// An installed product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProductStatus {
    /// Its id.
    pub product: String,
    /// The active version.
    pub version: String,
    /// Its sequence.
    pub sequence: u64,
    /// The components installed.
    pub components: Vec<String>,
    /// Its folder, an absolute path of the machine.
    pub prefix: String,
    /// Since when this version is active, UTC.
    pub installed_at: String,
    /// Its services.
    pub services: Vec<ServiceStatus>,
    /// Installed files, in the trees and outside, that are not as they were placed.
    pub differences: Vec<DifferenceStatus>,
}

/// An installed file that is not as it was placed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DifferenceStatus {
    /// The file, an absolute path of the machine.
    pub path: String,
    /// What became of it: `edited`, `mode-changed`, `kind-changed`, `missing`, `extra`.
    pub drift: &'static str,
}

/// A service of an installed product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ServiceStatus {
    /// Its unit.
    pub name: String,
    /// What it is doing: `absent`, `stopped`, `running`, `failed`, `unknown`.
    pub state: &'static str,
    /// Why it failed, or why nobody knows; empty otherwise.
    pub reason: String,
    /// Its process, when it runs.
    pub process: Option<u32>,
}

/// Looks at all installed products, or one. With `full` every installed file is read and compared; else only those whose
/// size or times have changed.
///
/// # Errors
/// [`Failure`] when the state or the target cannot be read, `product-not-installed` when the one that is named is not there.
pub fn status(
    facility: &Facility,
    product: Option<&str>,
    full: bool,
) -> Result<SiteStatus, Failure> {
    look(facility, product, full, None)
}

/// The same with `full`, which takes as long as reading all that is installed; `events` hears how far that is.
///
/// # Errors
/// As [`status`].
pub fn status_in_full(
    facility: &Facility,
    product: Option<&str>,
    events: EventStream,
) -> Result<SiteStatus, Failure> {
    look(facility, product, true, Some(events))
}

fn look(
    facility: &Facility,
    product: Option<&str>,
    full: bool,
    events: Option<EventStream>,
) -> Result<SiteStatus, Failure> {
    // A run that begins or ends meanwhile is seen on one side of the look or the other.
    let before = WorldLock::holder(&facility.workplace());
    let (installed, unfinished, staying) = facility.database().read(|view| {
        Ok::<_, sealift_engine::state::StateError>((
            view.installed_products()?,
            view.open_journals(),
            view.staying_steps(),
        ))
    })?;
    let staying = staying?.into_iter().map(|(run, step)| StayingStep {
        run: run.id.to_string(),
        product: run.product.to_string(),
        number: step.number,
        step: step.id,
    });
    let holder = before.or_else(|| WorldLock::holder(&facility.workplace()));
    // Whoever holds the lock has put right what others left, but for what could not be undone.
    let is_over = |phase: Phase| holder.is_none() || phase == Phase::UndoIncomplete;
    let unfinished = unfinished?
        .into_iter()
        .filter(|(_, phase)| is_over(*phase))
        .map(|(run, _)| run.to_string())
        .collect();
    let wanted = |id: &&ProductId| product.is_none_or(|product| id.as_str() == product);
    let thoroughness = if full {
        Thoroughness::Full
    } else {
        Thoroughness::Quick
    };
    let installed: Vec<&ProductId> = installed.iter().filter(wanted).collect();
    let mut telling = events
        .map(|events| telling_of(facility, &installed, events))
        .transpose()?;
    let mut products = Vec::new();
    for id in installed {
        let mut told = |bytes, files| {
            if let Some(telling) = &mut telling {
                telling.count(bytes, files);
            }
        };
        let found = of_product(facility, id, thoroughness, &mut told)?;
        if let Some(telling) = &mut telling {
            telling.next();
        }
        if full {
            note_edits(facility, id, &found);
        }
        products.push(found);
    }
    if let Some(telling) = telling {
        telling.end(Outcome::Succeeded, None);
    }
    if let (Some(product), true) = (product, products.is_empty()) {
        return Err(not_installed(product));
    }
    Ok(SiteStatus {
        in_progress: holder.map(|holder| InProgress {
            user: holder.user,
            process: holder.process,
            operation: holder.operation,
            since: holder.since.to_string(),
        }),
        products,
        unfinished,
        staying: staying.collect(),
    })
}

/// Tells of one step a product, each as long as there is to read.
fn telling_of(
    facility: &Facility,
    installed: &[&ProductId],
    events: EventStream,
) -> Result<Telling, Failure> {
    let mut shares = Vec::new();
    for id in installed {
        let (bytes, files) = inspect::weight(&facility.workplace(), id)?;
        shares.push(Share::Bytes { bytes, files });
    }
    let kind = OperationKind::Verify;
    let mut telling = Telling::begin(facility.clock(), events, kind, None, shares.len());
    telling.weigh(shares);
    Ok(telling)
}

/// Records what an operator has edited. Whoever may look and not write is shown it all the same.
fn note_edits(facility: &Facility, id: &ProductId, found: &ProductStatus) {
    let paths = found.differences.iter().map(|found| found.path.clone());
    let about = noticing::subject(id, &found.version);
    if let Err(unrecorded) = noticing::edits(facility, paths.collect(), about) {
        log::warn!("the edits found of {id} could not be recorded: {unrecorded}");
    }
}

/// Keeps in mind which files are not what was placed: what identifies them may say that they are, and an upgrade would
/// believe it. Whoever may look and not write is shown them all the same.
fn note_doubts(facility: &Facility, id: &ProductId, found: &[Difference]) {
    let edited = found.iter().filter(|found| found.drift == Drift::Edited);
    let paths: Vec<_> = edited.map(|found| &found.path).collect();
    if paths.is_empty() {
        return;
    }
    let database = facility.database();
    if let Err(unkept) = database.write::<_, StateError>(|write| write.doubt_files(id, &paths)) {
        log::warn!("what is wrong with files of {id} could not be kept in mind: {unkept}");
    }
}

fn of_product(
    facility: &Facility,
    id: &ProductId,
    thoroughness: Thoroughness,
    told: &mut dyn FnMut(u64, u64),
) -> Result<ProductStatus, Failure> {
    let layout = facility.ground().layout(id)?;
    let installed = facility
        .installed(id)?
        .ok_or_else(|| not_installed(id.as_str()))?;
    let current = inspect::current(&facility.workplace(), &layout, id, &[], None)?;
    let services = current.services.iter().map(|service| {
        let unit = service.definition.unit.as_str();
        let state = facility.ground().world.services.state(unit);
        ServiceStatus::of(unit, state.map_err(|error| error.to_string()))
    });
    let services = services.collect();
    let placed = differences(facility, id, &current.present, thoroughness, told)?;
    note_doubts(facility, id, &placed);
    let in_trees = placed.into_iter().map(|found| (found.path, found.drift));
    let outside = current.owned.into_iter().filter_map(|owned| {
        let drift = match owned.state {
            OwnedState::AsPlaced => return None,
            OwnedState::Edited => Drift::Edited,
            OwnedState::Missing => Drift::Missing,
        };
        Some((owned.path, drift))
    });
    let differences = in_trees.chain(outside);
    Ok(ProductStatus {
        product: id.to_string(),
        version: installed.release.version.to_string(),
        sequence: installed.release.sequence.value(),
        components: installed
            .components
            .iter()
            .map(ToString::to_string)
            .collect(),
        prefix: facility.ground().root.absolute(layout.prefix()),
        installed_at: installed.at.to_string(),
        services,
        differences: differences
            .map(|(path, drift)| DifferenceStatus {
                path: facility.ground().root.absolute(&path),
                drift: word(drift),
            })
            .collect(),
    })
}

fn differences(
    facility: &Facility,
    id: &ProductId,
    present: &[PresentRelease],
    thoroughness: Thoroughness,
    told: &mut dyn FnMut(u64, u64),
) -> Result<Vec<Difference>, Failure> {
    let trust = facility.trust_store()?;
    // A release whose keys were withdrawn is still compared with what was placed; only links need its index.
    let load = |manifest: &Digest| facility.depot().load(manifest, &trust).ok();
    let indexes: HashMap<Digest, Verified> = present
        .iter()
        .map(|release| release.release.manifest_sha256)
        .filter_map(|manifest| Some((manifest, load(&manifest)?)))
        .collect();
    let index_of = |manifest: &Digest| {
        indexes
            .get(manifest)
            .map(|release| release.index().as_ref())
    };
    Ok(inspect::differences(
        &facility.workplace(),
        id,
        thoroughness,
        &index_of,
        told,
    )?)
}

impl ServiceStatus {
    fn of(unit: &str, state: Result<ServiceState, String>) -> Self {
        let (state, reason, process) = match state {
            Ok(ServiceState::Absent) => ("absent", String::new(), None),
            Ok(ServiceState::Stopped) => ("stopped", String::new(), None),
            Ok(ServiceState::Running { process }) => ("running", String::new(), Some(process)),
            Ok(ServiceState::Restarting { reason }) => ("restarting", reason, None),
            Ok(ServiceState::Failed { reason }) => ("failed", reason, None),
            Err(reason) => ("unknown", reason, None),
        };
        Self {
            name: unit.into(),
            state,
            reason,
            process,
        }
    }
}

/// A run that was put right, as a script reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RecoveredRun {
    /// The run.
    pub run: String,
    /// What it was for.
    pub operation: String,
    /// Of which product.
    pub product: String,
    /// How it ended.
    pub outcome: String,
}

/// A recovery in plain data.
#[must_use]
pub fn recovered(run: &Recovered) -> RecoveredRun {
    RecoveredRun {
        run: run.run.to_string(),
        operation: run.kind.code().into(),
        product: run.product.to_string(),
        outcome: run.outcome.code().into(),
    }
}

/// How an installed product is, as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Health {
    /// All services run and all files are as they were placed.
    Healthy,
    /// Something is not as it should be.
    Degraded,
    /// What some service does cannot be told.
    Unknown,
}

impl ProductStatus {
    /// How it is, as a whole.
    #[must_use]
    pub fn health(&self) -> Health {
        let mut states = self.services.iter().map(|service| service.state);
        if !self.differences.is_empty()
            || states.any(|state| !matches!(state, "running" | "unknown"))
        {
            Health::Degraded
        } else if self
            .services
            .iter()
            .any(|service| service.state == "unknown")
        {
            Health::Unknown
        } else {
            Health::Healthy
        }
    }
}

/// Other releases of an installed product that are at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Around {
    /// The active one.
    pub active: ReleaseName,
    /// Versions that ran here and are in the depot, the newest first: those it can go back to.
    pub earlier: Vec<String>,
    /// Newer complete versions in the depot, the newest first.
    pub newer: Vec<String>,
    /// A version whose files lie ready to be activated.
    pub staged: Option<String>,
}

/// What is at hand around the active release of a product.
///
/// # Errors
/// [`Failure`] when the state cannot be read, or the product is not installed.
pub fn around(facility: &Facility, product: &ProductId) -> Result<Around, Failure> {
    let installed = facility
        .installed(product)?
        .ok_or_else(|| not_installed(product.as_str()))?;
    let (history, current) = facility.database().read(|view| {
        Ok::<_, sealift_engine::state::StateError>((view.history(product)?, view.current(product)?))
    })?;
    let mut releases = facility.depot().list()?;
    releases.retain(|release| release.product == *product && release.is_complete);
    releases.sort_by_key(|release| std::cmp::Reverse(release.sequence));
    let active = &installed.release;
    let versions = |wanted: &dyn Fn(&sealift_engine::state::Release) -> bool| {
        let found = releases.iter().filter(|release| wanted(release));
        found.map(|release| release.version.to_string()).collect()
    };
    let staged = releases.iter().find(|release| {
        release.manifest != active.manifest_sha256
            && current.present(&release.manifest).is_some()
            && !history.ran.contains(&release.manifest)
    });
    Ok(Around {
        active: ReleaseName {
            product: product.clone(),
            version: Some(active.version.clone()),
        },
        earlier: versions(&|release| {
            release.sequence < active.sequence && history.ran.contains(&release.manifest)
        }),
        newer: versions(&|release| release.sequence > active.sequence),
        staged: staged.map(|release| release.version.to_string()),
    })
}

/// The failure that stands for a product that is not installed.
#[must_use]
pub fn not_installed(product: &str) -> Failure {
    let about = Particulars::named("plan-refusal-product-not-installed").with("product", product);
    Failure::saying("product-not-installed", crate::exit::Exit::Usage, about)
}

/// What became of a file, in a word.
const fn word(drift: Drift) -> &'static str {
    match drift {
        Drift::Edited => "edited",
        Drift::ModeChanged => "mode-changed",
        Drift::KindChanged => "kind-changed",
        Drift::Missing => "missing",
        Drift::Extra => "extra",
    }
}
