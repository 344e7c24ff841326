//! The right edge of the tree: all that is needed to append and to know the root, in O(log n) space.

use super::{empty_root, node_hash};
use sealift_document::{Count, Digest};
use thiserror::Error;

/// The roots of the complete subtrees that a tree of some size is made of, largest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    peaks: Vec<Digest>,
}

/// Stored bytes are not a frontier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, serde::Serialize)]
pub enum FrontierError {
    /// The bytes were written by a later version.
    #[error("the log's stored tree state has version {found}; this program knows version 1")]
    Version {
        /// The version byte found.
        found: u8,
    },
    /// Length, size and number of peaks do not fit each other.
    #[error("the log's stored tree state is damaged ({bytes} bytes)")]
    Damaged {
        /// Bytes found.
        bytes: usize,
    },
}

impl FrontierError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Version { .. } => "log-state-version",
            Self::Damaged { .. } => "log-state-damaged",
        }
    }
}

const VERSION: u8 = 1;
const HEAD: usize = 9;

impl Frontier {
    /// The frontier of a tree without leaves.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many leaves the tree has; the index of the next one.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf by its hash.
    pub fn append(&mut self, leaf: Digest) {
        let mut node = leaf;
        // Every trailing one bit of the size is a complete subtree that the new leaf makes twice as large.
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                node = node_hash(&left, &node);
            }
        }
        self.peaks.push(node);
        self.size += 1;
    }

    /// The root of the tree (RFC 6962, section 2.1).
    #[must_use]
    pub fn root(&self) -> Digest {
        let folded = self
            .peaks
            .iter()
            .rev()
            .copied()
            .reduce(|right, left| node_hash(&left, &right));
        folded.unwrap_or_else(empty_root)
    }

    /// The bytes to keep: a version byte, the size as eight bytes big-endian, then the peaks, largest first.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![VERSION];
        bytes.extend(self.size.to_be_bytes());
        bytes.extend(self.peaks.iter().flat_map(|peak| *peak.raw()));
        bytes
    }

    /// Reads kept bytes.
    ///
    /// # Errors
    /// [`FrontierError`] when the version is another, or lengths disagree.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, FrontierError> {
        let damaged = FrontierError::Damaged { bytes: bytes.len() };
        let (&version, rest) = bytes.split_first().ok_or(damaged)?;
        if version != VERSION {
            return Err(FrontierError::Version { found: version });
        }
        let (size, peaks) = rest.split_first_chunk::<8>().ok_or(damaged)?;
        let size = u64::from_be_bytes(*size);
        let expected = HEAD + 32 * size.count_ones() as usize;
        if size > Count::MAX.value() || bytes.len() != expected {
            return Err(damaged);
        }
        let (peaks, _) = peaks.as_chunks::<32>();
        Ok(Self {
            size,
            peaks: peaks.iter().copied().map(Digest::from_raw).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::leaf_hash;

    #[test]
    fn kept_bytes_go_on_where_they_stopped() {
        let mut straight = Frontier::new();
        let mut interrupted = Frontier::new();
        for i in 0..70_u8 {
            straight.append(leaf_hash(&[i]));
            interrupted = Frontier::from_bytes(&interrupted.to_bytes()).expect("kept");
            interrupted.append(leaf_hash(&[i]));
            assert_eq!(straight.root(), interrupted.root());
        }
        assert_eq!(straight, interrupted);
    }

    #[test]
    fn a_tree_may_hold_as_many_records_as_can_be_counted_and_no_more() {
        let state = |size: u64| {
            let peaks = vec![0; 32 * size.count_ones() as usize];
            [vec![VERSION], size.to_be_bytes().to_vec(), peaks].concat()
        };
        let full = Frontier::from_bytes(&state(Count::MAX.value())).expect("the last size");
        assert_eq!(full.size(), Count::MAX.value());
        for beyond in [Count::MAX.value() + 1, Count::MAX.value() + 2] {
            let refused = Frontier::from_bytes(&state(beyond)).expect_err("beyond");
            assert_eq!(refused.code(), "log-state-damaged");
        }
    }

    #[test]
    fn damaged_bytes_are_refused() {
        let mut frontier = Frontier::new();
        (0..5_u8).for_each(|i| frontier.append(leaf_hash(&[i])));
        let good = frontier.to_bytes();
        assert_eq!(good.len(), 9 + 2 * 32);
        for cut in 0..good.len() {
            assert!(Frontier::from_bytes(&good[..cut]).is_err());
        }
        let mut later = good.clone();
        later[0] = 2;
        let refused = Frontier::from_bytes(&later).expect_err("a later version");
        assert_eq!(refused.code(), "log-state-version");
        let mut lying = good;
        lying[8] = 7;
        assert!(matches!(
            Frontier::from_bytes(&lying),
            Err(FrontierError::Damaged { .. })
        ));
    }
}
