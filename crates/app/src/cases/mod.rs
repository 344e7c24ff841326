//! The use cases: what a technician, an officer or an administrator does in one go, one function each.

pub mod audit;
pub mod change;
pub mod check;
pub mod configure;
pub mod depot;
pub mod import;
pub mod recover;
pub mod status;
pub mod support;
pub mod trust;
pub mod verify;

use sealift_audit::Subject;
use sealift_engine::depot::Verified;

/// A release as records name it.
fn subject(release: &Verified) -> Subject {
    let manifest = release.manifest();
    Subject {
        manifest: Some(*release.digest()),
        product: Some(manifest.product.to_string()),
        sequence: Some(manifest.sequence),
        version: Some(manifest.version.to_string()),
        ..Subject::default()
    }
}
