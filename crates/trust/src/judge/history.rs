//! What this site has seen of a product.

use std::collections::{BTreeMap, BTreeSet};

use sealift_document::{Count, Digest, Timestamp};

/// What this site has seen of one product, and the latest time it has seen signed at all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    /// The highest `rollback_index` of a release that was installed here successfully, or what a signed reset said
    /// since.
    pub floor: Count,
    /// The manifest of each sequence that was ever accepted or refused for equivocation here.
    pub manifests: BTreeMap<Count, Digest>,
    /// The releases that were installed here successfully, by their manifests.
    pub ran: BTreeSet<Digest>,
    /// The sequence of the installed release.
    pub installed: Option<Count>,
    /// The latest issue time, over all products, of a release that this site has accepted.
    pub latest_signed: Option<Timestamp>,
}
