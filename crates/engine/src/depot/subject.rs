//! A release as records name it.

use sealift_audit::Subject;
use sealift_document::Digest;
use sealift_package::manifest::Manifest;
use sealift_trust::Authorised;

/// The release that a manifest of this digest describes, as records name it.
pub(crate) fn subject_of(manifest: &Manifest, digest: Digest) -> Subject {
    Subject {
        manifest: Some(digest),
        product: Some(manifest.product.to_string()),
        sequence: Some(manifest.sequence),
        version: Some(manifest.version.to_string()),
        ..Subject::default()
    }
}

/// An authorised release, as records name it.
pub(crate) fn subject(release: &Authorised) -> Subject {
    subject_of(release.manifest(), *release.digest())
}
