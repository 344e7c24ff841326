//! What is installed, how it is, and what is unfinished.

mod around;
mod product;

use sealift_document::Particulars;
use sealift_engine::events::{EventStream, OperationKind, Outcome, Share};
use sealift_engine::executor::WorldLock;
use sealift_engine::inspect::{self, Thoroughness};
use sealift_engine::journal::Phase;
use sealift_engine::recovery::Recovered;
use sealift_engine::state::{Run, RunId, StateError};
use sealift_package::manifest::ProductId;
use serde::Serialize;

use super::telling::Telling;
use crate::facility::Facility;
use crate::failure::Failure;

pub use around::{Around, around};
pub use product::{DifferenceStatus, Health, ProductStatus, ServiceStatus};

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
    let unfinished = unfinished(facility)?;
    let (installed, staying) = facility
        .database()
        .read(|view| Ok::<_, StateError>((view.installed_products()?, view.staying_steps())))?;
    let staying = staying?.into_iter().map(|(run, step)| StayingStep {
        run: run.id.to_string(),
        product: run.product.to_string(),
        number: step.number,
        step: step.id,
    });
    let holder = before.or_else(|| WorldLock::holder(&facility.workplace()));
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
        products.extend(product::look(facility, id, thoroughness, &mut told)?);
        if let Some(telling) = &mut telling {
            telling.next();
        }
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
        unfinished: unfinished.iter().map(|run| run.id.to_string()).collect(),
        staying: staying.collect(),
    })
}

/// Runs that were interrupted or could not be taken back whole, the oldest first. One that is at work is neither: it holds
/// the world's lock as long as its journal is open.
///
/// # Errors
/// [`Failure`] when the state cannot be read.
pub fn unfinished(facility: &Facility) -> Result<Vec<Run>, Failure> {
    let open = || facility.database().read(|view| view.open_journals());
    let first = open()?;
    if first.is_empty() {
        return Ok(Vec::new());
    }
    let is_held = WorldLock::is_held(&facility.workplace());
    // What is open on both sides of a moment at which nobody held the lock is nobody's work.
    let second = open()?;
    let is_over = |(run, phase): &(RunId, Phase)| match is_held {
        true => *phase == Phase::UndoIncomplete,
        false => second.iter().any(|(other, _)| other == run),
    };
    let over = first.into_iter().filter(is_over);
    let runs = over.map(|(run, _)| facility.database().read(|view| view.run(&run)));
    let runs: Result<Vec<Option<Run>>, StateError> = runs.collect();
    Ok(runs?.into_iter().flatten().collect())
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

/// The failure that stands for a product that is not installed.
#[must_use]
pub fn not_installed(product: &str) -> Failure {
    let about = Particulars::named("plan-refusal-product-not-installed").with("product", product);
    Failure::saying("product-not-installed", crate::exit::Exit::Usage, about)
}
