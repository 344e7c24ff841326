//! What is at hand around an installed product.

use sealift_engine::state::StateError;
use sealift_package::manifest::ProductId;

use super::not_installed;
use crate::cases::depot::ReleaseName;
use crate::facility::Facility;
use crate::failure::Failure;

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
    let (history, current) = facility
        .database()
        .read(|view| Ok::<_, StateError>((view.history(product)?, view.current(product)?)))?;
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
