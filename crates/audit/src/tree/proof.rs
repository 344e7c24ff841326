//! Inclusion and consistency proofs: made from leaf hashes, checked from the proof alone.

use super::{empty_root, node_hash};
use sealift_document::Digest;
use thiserror::Error;

/// Where leaf hashes come from: a slice, or the column of a database.
pub trait LeafHashes {
    /// Why a hash cannot be had.
    type Error;

    /// The hash of one leaf; asked for only below the size that the caller names.
    ///
    /// # Errors
    /// Whatever the source reports.
    fn leaf(&self, index: u64) -> Result<Digest, Self::Error>;
}

/// A proof that does not prove.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, serde::Serialize)]
pub enum ProofError {
    /// The index or sizes are impossible.
    #[error("the proof speaks of sizes or an index that cannot be")]
    Range,
    /// Too few or too many hashes.
    #[error("the proof has the wrong length")]
    Length,
    /// The hashes lead to another root.
    #[error("the proof leads to another root")]
    Differs,
}

impl ProofError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Range => "proof-range",
            Self::Length => "proof-length",
            Self::Differs => "proof-differs",
        }
    }
}

impl LeafHashes for [Digest] {
    type Error = ProofError;
    fn leaf(&self, index: u64) -> Result<Digest, ProofError> {
        let index = usize::try_from(index).map_err(|_| ProofError::Range)?;
        self.get(index).copied().ok_or(ProofError::Range)
    }
}

/// The root of the tree's first `size` leaves.
///
/// # Errors
/// Those of the source.
pub fn root_at<S: LeafHashes + ?Sized>(source: &S, size: u64) -> Result<Digest, S::Error> {
    subtree(source, 0, size)
}

/// The audit path of a leaf, from its sibling up (RFC 9162, section 2.1.3.1).
///
/// # Errors
/// Those of the source. An index at or beyond the size gives an empty path, which proves nothing.
pub fn inclusion_proof<S: LeafHashes + ?Sized>(
    source: &S,
    index: u64,
    size: u64,
) -> Result<Vec<Digest>, S::Error> {
    let mut path = Vec::new();
    if index < size {
        walk_down(source, index, 0, size, &mut path)?;
        path.reverse();
    }
    Ok(path)
}

/// The proof that the tree of `size` leaves continues that of `earlier` leaves (RFC 9162, section 2.1.4.1).
///
/// # Errors
/// Those of the source. Equal sizes, and an earlier size of zero, need no hashes.
pub fn consistency_proof<S: LeafHashes + ?Sized>(
    source: &S,
    earlier: u64,
    size: u64,
) -> Result<Vec<Digest>, S::Error> {
    let mut proof = Vec::new();
    // Of a tree and itself nothing has to be shown: the way ends where it begins.
    if earlier > 0 && earlier <= size {
        let mut range = (0, size);
        let mut whole = true;
        // Descends to the earlier tree's last complete subtree; what lies beside the way is the proof.
        while earlier != range.1 {
            let middle = range.0 + split(range.1 - range.0);
            if earlier <= middle {
                proof.push(subtree(source, middle, range.1)?);
                range.1 = middle;
            } else {
                proof.push(subtree(source, range.0, middle)?);
                range.0 = middle;
                whole = false;
            }
        }
        if !whole {
            proof.push(subtree(source, range.0, range.1)?);
        }
        proof.reverse();
    }
    Ok(proof)
}

/// Checks that a leaf lies at an index of the tree with this size and root (RFC 9162, section 2.1.3.2).
///
/// # Errors
/// [`ProofError`] when it is not shown.
pub fn verify_inclusion(
    leaf: &Digest,
    index: u64,
    size: u64,
    path: &[Digest],
    root: &Digest,
) -> Result<(), ProofError> {
    let mut last = size
        .checked_sub(1)
        .filter(|last| index <= *last)
        .ok_or(ProofError::Range)?;
    let mut at = index;
    let mut node = *leaf;
    for sibling in path {
        if last == 0 {
            return Err(ProofError::Length);
        }
        if at & 1 == 1 || at == last {
            node = node_hash(sibling, &node);
            while at & 1 == 0 && at != 0 {
                (at, last) = (at >> 1, last >> 1);
            }
        } else {
            node = node_hash(&node, sibling);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    match (last, node == *root) {
        (0, true) => Ok(()),
        (0, false) => Err(ProofError::Differs),
        _ => Err(ProofError::Length),
    }
}

/// Checks that the tree of `size` continues the tree of `earlier` leaves (RFC 9162, section 2.1.4.2).
///
/// # Errors
/// [`ProofError`] when it is not shown.
pub fn verify_consistency(
    earlier: u64,
    earlier_root: &Digest,
    size: u64,
    root: &Digest,
    proof: &[Digest],
) -> Result<(), ProofError> {
    if earlier > size {
        return Err(ProofError::Range);
    }
    if earlier == size || earlier == 0 {
        let same = if earlier == 0 {
            *earlier_root == empty_root()
        } else {
            earlier_root == root
        };
        return match (same, proof.is_empty()) {
            (true, true) => Ok(()),
            (false, _) => Err(ProofError::Differs),
            (true, false) => Err(ProofError::Length),
        };
    }
    // A tree that is complete is its own first hash, and the proof leaves it out.
    let (first, rest) = if earlier.is_power_of_two() {
        (*earlier_root, proof)
    } else {
        let (first, rest) = proof.split_first().ok_or(ProofError::Length)?;
        (*first, rest)
    };
    let shift = (earlier - 1).trailing_ones();
    let (mut at, mut last) = ((earlier - 1) >> shift, (size - 1) >> shift);
    let (mut old, mut new) = (first, first);
    for sibling in rest {
        if last == 0 {
            return Err(ProofError::Length);
        }
        if at & 1 == 1 || at == last {
            old = node_hash(sibling, &old);
            new = node_hash(sibling, &new);
            while at & 1 == 0 && at != 0 {
                (at, last) = (at >> 1, last >> 1);
            }
        } else {
            new = node_hash(&new, sibling);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    match (last, old == *earlier_root && new == *root) {
        (0, true) => Ok(()),
        (0, false) => Err(ProofError::Differs),
        _ => Err(ProofError::Length),
    }
}

/// The largest power of two below `count`, for two or more leaves.
const fn split(count: u64) -> u64 {
    1 << (u64::BITS - 1 - (count - 1).leading_zeros())
}

fn subtree<S: LeafHashes + ?Sized>(source: &S, from: u64, to: u64) -> Result<Digest, S::Error> {
    match to - from {
        0 => Ok(empty_root()),
        1 => source.leaf(from),
        count => {
            let middle = from + split(count);
            Ok(node_hash(
                &subtree(source, from, middle)?,
                &subtree(source, middle, to)?,
            ))
        }
    }
}

fn walk_down<S: LeafHashes + ?Sized>(
    source: &S,
    index: u64,
    from: u64,
    to: u64,
    path: &mut Vec<Digest>,
) -> Result<(), S::Error> {
    if to - from < 2 {
        return Ok(());
    }
    let middle = from + split(to - from);
    if index < middle {
        path.push(subtree(source, middle, to)?);
        walk_down(source, index, from, middle, path)
    } else {
        path.push(subtree(source, from, middle)?);
        walk_down(source, index, middle, to, path)
    }
}
