//! The store of verified releases: what is in it, whether it is sound, and out of it again.
//!
//! Whoever reads all its bytes holds the world's lock as well as whoever changes them: what another process removes meanwhile
//! would be taken for damage. A single release or paper is read without it, and is gone where it was removed meanwhile.

use std::collections::HashSet;

use sealift_audit::Event;
use sealift_document::{Digest, Particulars};
use sealift_engine::cancel::Cancel;
use sealift_engine::depot::{Cleaned, DepotDamage, DepotReport, Missing};
pub use sealift_engine::depot::{ExportSink, ExportedVolume, Verified};
use sealift_engine::executor::WorldLock;
use sealift_engine::state::{Release, StateError};
use sealift_package::manifest::{NameError, ProductId};
pub use sealift_package::volume::{PlannedVolume, Selection};

use crate::data::ReleaseSummary;
use crate::exit::Exit;
use crate::facility::Facility;
use crate::failure::{Failure, Line};

/// The releases in the depot, by product, the newest first. One that is not trusted any more is listed too, by what the
/// state knows of it.
///
/// # Errors
/// [`Failure`] when the state cannot be read.
pub fn list(facility: &Facility) -> Result<Vec<ReleaseSummary>, Failure> {
    let trust = facility.trust_store()?;
    let mut releases = facility.depot().list()?;
    releases.sort_by(|a, b| (&a.product, b.sequence).cmp(&(&b.product, a.sequence)));
    let installed = facility.database().read(|view| {
        let products = view.installed_products()?.into_iter();
        let active = products.map(|product| view.installed(&product));
        active.collect::<Result<Vec<_>, StateError>>()
    })?;
    let active: HashSet<Digest> = installed
        .into_iter()
        .flatten()
        .map(|installed| installed.release.manifest_sha256)
        .collect();
    let manifests = facility.depot().manifests(&releases, &trust)?;
    let summaries = releases.iter().zip(&manifests).map(|(release, manifest)| {
        let is_active = active.contains(&release.manifest);
        ReleaseSummary::of(release, manifest.as_ref(), is_active)
    });
    Ok(summaries.collect())
}

/// What a person calls a release: `PRODUCT` for its newest complete version, or `PRODUCT@VERSION`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseName {
    /// The product.
    pub product: ProductId,
    /// The version, where one was named.
    pub version: Option<semver::Version>,
}

impl std::str::FromStr for ReleaseName {
    type Err = Failure;

    fn from_str(text: &str) -> Result<Self, Failure> {
        let (product, version) = text
            .split_once('@')
            .map_or((text, None), |(a, b)| (a, Some(b)));
        let product = product
            .parse()
            .map_err(|error: NameError| Failure::of("usage", Exit::Usage, &error))?;
        let version = version.map(|version| {
            version.parse().map_err(|_| {
                let about = Particulars::named("version-malformed").with("version", version);
                Failure::saying("usage", Exit::Usage, about)
            })
        });
        Ok(Self {
            product,
            version: version.transpose()?,
        })
    }
}

/// Finds a release by what a person calls it.
///
/// # Errors
/// [`Failure`] `release-unknown`, which says what there is instead.
pub fn find(facility: &Facility, name: &ReleaseName) -> Result<Release, Failure> {
    let of_product: Vec<Release> = facility
        .depot()
        .list()?
        .into_iter()
        .filter(|release| release.product == name.product)
        .collect();
    let found = match &name.version {
        Some(version) => of_product
            .iter()
            .rev()
            .find(|release| release.version == *version),
        None => of_product
            .iter()
            .rev()
            .find(|release| release.is_complete)
            .or(of_product.last()),
    };
    found.cloned().ok_or_else(|| {
        let lines = of_product
            .iter()
            .map(|release| format!("{}@{}", release.product, release.version));
        let about = Particulars::named("release-unknown").with("product", &name.product);
        let about = match &name.version {
            Some(version) => about.with("version", version),
            None => about.with("version", "none"),
        };
        Failure::saying("release-unknown", Exit::Usage, about).with_lines(lines)
    })
}

/// Loads a release and verifies it anew.
///
/// # Errors
/// [`Failure`] when there is none of that name, or its keys or the release were withdrawn since.
pub fn load(facility: &Facility, name: &ReleaseName) -> Result<Verified, Failure> {
    read(facility, &find(facility, name)?.manifest)
}

/// Reads the release with this manifest, verifying it anew.
///
/// # Errors
/// [`Failure`] when it is not there, not trusted any more, or damaged.
pub fn read(facility: &Facility, manifest: &Digest) -> Result<Verified, Failure> {
    Ok(facility.depot().load(manifest, &facility.trust_store()?)?)
}

/// Reads every stored byte again.
///
/// # Errors
/// [`Failure`] when the reading itself failed; damage is told in the report.
pub fn verify(
    facility: &Facility,
    _lock: &WorldLock,
    cancel: &Cancel,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<DepotReport, Failure> {
    Ok(facility.depot().verify(
        &facility.trust_store()?,
        facility.author(),
        cancel,
        progress,
    )?)
}

/// What would complete a release, a line for each volume or base that has some of it.
#[must_use]
pub fn lines_of(missing: &Missing) -> Vec<Line> {
    crate::failure::incomplete(missing).lines
}

/// The failure that a depot's damage amounts to, with a line for each thing and what mends it.
#[must_use]
pub fn failure_of(report: &DepotReport) -> Option<Failure> {
    if report.damage.is_empty() {
        return None;
    }
    let names = |releases: &[Release]| {
        releases
            .iter()
            .map(|release| format!("{} {}", release.product, release.version))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let line = |damage: &DepotDamage| match damage {
        DepotDamage::Chunk {
            stored, releases, ..
        } => Line::said(
            "line-chunk-needed",
            [("chunk", stored.to_string()), ("releases", names(releases))],
        ),
        DepotDamage::Release { release, error } => {
            let name = names(std::slice::from_ref(release));
            let about = Particulars::named("about")
                .with("what", &name)
                .within("found", Particulars::of(error));
            Line::finding(format!("{name}: {error}"), about)
        }
    };
    let about = Particulars::named("things-damaged").with("things", report.damage.len());
    let mut lines: Vec<Line> = report.damage.iter().map(line).collect();
    for missing in &report.missing {
        lines.extend(crate::failure::incomplete(missing).lines);
        lines.push(crate::failure::repair(
            &missing.product,
            &missing.version,
            missing.ordinals.clone(),
        ));
    }
    Some(Failure::saying("depot-damaged", Exit::ReleaseIncomplete, about).with_lines(lines))
}

/// Writes a release again, in volumes of at most so many bytes, with its original signatures; of the chosen chunks alone
/// it is a repair.
///
/// # Errors
/// [`Failure`] when what is to be written is not here, or a volume cannot be written.
pub fn export(
    facility: &Facility,
    _lock: &WorldLock,
    name: &ReleaseName,
    selection: &Selection,
    most_bytes: Option<u64>,
    sink: &mut dyn ExportSink,
    cancel: &Cancel,
) -> Result<Vec<ExportedVolume>, Failure> {
    let release = load(facility, name)?;
    Ok(facility
        .depot()
        .export(&release, selection, most_bytes, sink, cancel)?)
}

/// Removes what nobody needs: the releases named, then those neither installed nor kept.
///
/// # Errors
/// [`Failure`] when a release named is unknown or in use, or the depot cannot be changed; `change-unfinished` once a release
/// is out of it.
pub fn clean(
    facility: &Facility,
    _lock: &WorldLock,
    remove: &[ReleaseName],
) -> Result<Vec<Cleaned>, Failure> {
    facility.lets_change(Event::DepotChanged, "depot gc")?;
    let mut cleaned = Vec::new();
    for name in remove {
        let removed = find(facility, name).and_then(|release| {
            let (depot, author) = (facility.depot(), facility.author());
            Ok(depot.remove(&release.manifest, author)?)
        });
        cleaned.push(removed.map_err(|failure| after(&cleaned, failure))?);
    }
    let rest = facility.depot().gc(facility.author());
    cleaned.push(rest.map_err(|error| after(&cleaned, error.into()))?);
    Ok(cleaned)
}

/// A failure that does not undo what was removed before it says so.
fn after(removed: &[Cleaned], failure: Failure) -> Failure {
    if removed.is_empty() {
        failure
    } else {
        failure.after_the_change()
    }
}
