//! The Merkle tree of RFC 6962 (and RFC 9162, section 2.1), which knows nothing of what its leaves mean.

mod frontier;
mod proof;

pub use frontier::{Frontier, FrontierError};
pub use proof::{
    LeafHashes, ProofError, consistency_proof, inclusion_proof, root_at, verify_consistency,
    verify_inclusion,
};

use sealift_document::{Digest, Hasher};

/// The hash of a leaf: SHA-256 of a zero byte and the leaf's exact bytes.
#[must_use]
pub fn leaf_hash(leaf: &[u8]) -> Digest {
    let mut hasher = Hasher::new();
    hasher.update(&[0]);
    hasher.update(leaf);
    hasher.finish()
}

/// The hash of an inner node: SHA-256 of a one byte and both children.
#[must_use]
pub fn node_hash(left: &Digest, right: &Digest) -> Digest {
    let mut hasher = Hasher::new();
    hasher.update(&[1]);
    hasher.update(left.raw());
    hasher.update(right.raw());
    hasher.finish()
}

/// The root of a tree without leaves: SHA-256 of nothing.
#[must_use]
pub fn empty_root() -> Digest {
    Digest::of(b"")
}
