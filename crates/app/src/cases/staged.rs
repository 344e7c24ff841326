//! Releases whose files have been placed and that have not been made the active ones.

use sealift_engine::state::{Release, StateError};
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

impl Staged {
    fn of(release: &Release) -> Self {
        Self {
            product: release.product.to_string(),
            version: release.version.to_string(),
            manifest_digest: release.manifest.to_string(),
        }
    }
}

/// Everything that is staged at a site. What ran here before is kept to go back to, and waits for nothing.
///
/// # Errors
/// [`Failure`] when the state cannot be read.
pub fn staged(facility: &Facility) -> Result<Vec<Staged>, Failure> {
    let releases = facility.depot().list()?;
    let found = facility.database().read(|view| {
        let mut found = Vec::new();
        // The depot lists a product's releases one after the other, and what holds for the product is looked up once.
        for of_one in releases.chunk_by(|a, b| a.product == b.product) {
            let product = &of_one[0].product;
            let (current, ran) = (view.current(product)?, view.history(product)?.ran);
            let active = current.active.as_ref();
            let waits = |release: &&Release| {
                let digest = &release.manifest;
                current.present(digest).is_some()
                    && active.is_none_or(|active| active.manifest_sha256 != *digest)
                    && !ran.contains(digest)
            };
            found.extend(of_one.iter().filter(waits).map(Staged::of));
        }
        Ok::<_, StateError>(found)
    })?;
    Ok(found)
}
