//! Releases whose files have been placed and that have not been made the active ones.

use sealift_engine::state::StateError;
use serde::Serialize;

use crate::facility::Facility;
use crate::failure::Failure;

/// A release that waits for its activation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Staged {
    /// The product.
    pub product: String,
    /// The version.
    pub version: String,
    /// SHA-256 of its manifest.
    pub manifest_digest: String,
}

/// Everything that is staged at a site. What ran here before is kept to go back to, and waits for nothing.
///
/// # Errors
/// [`Failure`] when the state cannot be read.
pub fn staged(facility: &Facility) -> Result<Vec<Staged>, Failure> {
    let releases = facility.depot().list()?;
    let found = facility.database().read(|view| {
        let mut found = Vec::new();
        for release in releases {
            let current = view.current(&release.product)?;
            let is_active = current
                .active
                .as_ref()
                .is_some_and(|active| active.manifest_sha256 == release.manifest);
            let is_placed = current.present(&release.manifest).is_some();
            let ran = view.history(&release.product)?.ran;
            if is_placed && !is_active && !ran.contains(&release.manifest) {
                found.push(Staged {
                    product: release.product.to_string(),
                    version: release.version.to_string(),
                    manifest_digest: release.manifest.to_string(),
                });
            }
        }
        Ok::<_, StateError>(found)
    })?;
    Ok(found)
}
