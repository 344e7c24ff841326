//! One installed product as it is, judged where no run moves its files meanwhile.

use std::collections::HashMap;

use sealift_document::Digest;
use sealift_engine::depot::Verified;
use sealift_engine::effects::ServiceState;
use sealift_engine::inspect::{self, Difference, Drift, Thoroughness};
use sealift_engine::state::{Installed, StateError};
use sealift_package::manifest::ProductId;
use sealift_plan::current::{Current, OwnedState, PresentRelease};
use serde::Serialize;

use crate::cases::looking::unmoved;
use crate::cases::noticing;
use crate::facility::Facility;
use crate::failure::Failure;

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
    /// Whether a run changes it at this moment: then its files were not compared, and nothing is said of them.
    #[serde(rename = "changing")]
    pub is_changing: bool,
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

/// How an installed product is, as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Health {
    /// All services run and all files are as they were placed.
    Healthy,
    /// Something is not as it should be.
    Degraded,
    /// What some service does cannot be told, or it is being changed.
    Unknown,
}

impl ProductStatus {
    /// How it is, as a whole.
    #[must_use]
    pub fn health(&self) -> Health {
        let is = |wanted: &str| self.services.iter().any(|service| service.state == wanted);
        let is_wrong = |service: &ServiceStatus| !matches!(service.state, "running" | "unknown");
        if self.is_changing {
            Health::Unknown
        } else if !self.differences.is_empty() || self.services.iter().any(is_wrong) {
            Health::Degraded
        } else if is("unknown") {
            Health::Unknown
        } else {
            Health::Healthy
        }
    }
}

/// Looks at a product; nothing where it is not installed, or not any more.
///
/// While a run changes it, its files are not compared. What an interrupted run has left is shown, but is no edit of
/// anybody's, and recovery puts it right: it is not recorded.
pub(super) fn look(
    facility: &Facility,
    id: &ProductId,
    thoroughness: Thoroughness,
    told: &mut dyn FnMut(u64, u64),
) -> Result<Option<ProductStatus>, Failure> {
    let looked = unmoved(facility, Some(id), |motion| {
        let found = compared(facility, id, thoroughness, told)?;
        let is_whole = thoroughness == Thoroughness::Full && !motion.is_open;
        Ok(found.map(|found| (found, is_whole)))
    })?;
    let Some(found) = looked else {
        return changing(facility, id);
    };
    let Some(((status, placed), is_whole)) = found else {
        return Ok(None);
    };
    if is_whole {
        note_doubts(facility, id, &placed);
        note_edits(facility, id, &status);
    }
    Ok(Some(status))
}

/// What is known of a product while a run changes it.
fn changing(facility: &Facility, id: &ProductId) -> Result<Option<ProductStatus>, Failure> {
    let Some(installed) = facility.installed(id)? else {
        return Ok(None);
    };
    let current = facility.database().read(|view| view.current(id))?;
    let mut status = status_of(facility, id, &installed, &current)?;
    status.is_changing = true;
    Ok(Some(status))
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

/// A product whose files are compared, and what differs in its trees.
type Compared = (ProductStatus, Vec<Difference>);

fn compared(
    facility: &Facility,
    id: &ProductId,
    thoroughness: Thoroughness,
    told: &mut dyn FnMut(u64, u64),
) -> Result<Option<Compared>, Failure> {
    let Some(installed) = facility.installed(id)? else {
        return Ok(None);
    };
    let layout = facility.ground().layout(id)?;
    let current = inspect::current(&facility.workplace(), &layout, id, &[], None)?;
    let mut status = status_of(facility, id, &installed, &current)?;
    let placed = differences(facility, id, &current.present, thoroughness, told)?;
    let in_trees = placed.iter().map(|found| (&found.path, found.drift));
    let outside = current.owned.iter().filter_map(|owned| {
        let drift = match owned.state {
            OwnedState::AsPlaced => return None,
            OwnedState::Edited => Drift::Edited,
            OwnedState::Missing => Drift::Missing,
        };
        Some((&owned.path, drift))
    });
    status.differences = in_trees
        .chain(outside)
        .map(|(path, drift)| DifferenceStatus {
            path: facility.ground().root.absolute(path),
            drift: word(drift),
        })
        .collect();
    Ok(Some((status, placed)))
}

/// What is known of a product without a look at its files.
fn status_of(
    facility: &Facility,
    id: &ProductId,
    installed: &Installed,
    current: &Current,
) -> Result<ProductStatus, Failure> {
    let services = current.services.iter().map(|service| {
        let unit = service.definition.unit.as_str();
        let state = facility.ground().world.services.state(unit);
        ServiceStatus::of(unit, state.map_err(|error| error.to_string()))
    });
    let components = installed.components.iter();
    Ok(ProductStatus {
        product: id.to_string(),
        version: installed.release.version.to_string(),
        sequence: installed.release.sequence.value(),
        components: components.map(ToString::to_string).collect(),
        prefix: facility
            .ground()
            .root
            .absolute(facility.ground().layout(id)?.prefix()),
        installed_at: installed.at.to_string(),
        services: services.collect(),
        differences: Vec::new(),
        is_changing: false,
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
