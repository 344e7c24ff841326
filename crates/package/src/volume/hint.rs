//! `volume.json`: what this volume says about itself and its siblings.
//!
//! It is not signed and decides nothing. It exists so that a message can name the volume or the base release that has
//! a missing chunk. Chunks are counted from 0 in the order of the index's streams, each different one once.

use schemars::JsonSchema;
use sealift_document::{Count, Digest, Document};
use serde::{Deserialize, Serialize};

use super::VolumeError;
use crate::limits;

/// The content of `volume.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VolumeHint {
    /// Always `sealift.volume/v1`.
    #[serde(rename = "type")]
    pub document_type: String,
    /// Which volume of the set this is, from 1.
    pub number: Count,
    /// How many volumes the set has.
    pub count: Count,
    /// What the set is meant for.
    pub kind: VolumeKind,
    /// The releases whose chunks the set leaves out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bases: Vec<BaseHint>,
    /// What each volume of the set holds, this one included, by number; a volume without chunks is left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holdings: Vec<HoldingHint>,
}

impl Document for VolumeHint {
    const TYPE: &'static str = "sealift.volume/v1";
    const MAX_BYTES: usize = limits::VOLUME_HINT_BYTES;

    fn document_type(&self) -> &str {
        &self.document_type
    }
}

/// What a set of volumes is meant for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum VolumeKind {
    /// All chunks in one volume.
    Full,
    /// All chunks, over several volumes.
    Part,
    /// The chunks that the bases do not have.
    Delta,
    /// Chunks that could not be read from another volume.
    Repair,
    /// Signatures alone.
    Signature,
}

/// A release whose chunks a delta leaves out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BaseHint {
    /// Its version.
    #[schemars(with = "String")]
    pub version: semver::Version,
    /// Its sequence.
    pub sequence: Count,
    /// SHA-256 of its `manifest.json`.
    pub manifest_sha256: Digest,
}

/// Which chunks a volume of the set holds: none outside this range, and within it all that no base has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HoldingHint {
    /// The volume's number.
    pub number: Count,
    /// Its first chunk.
    pub first: Count,
    /// Its last chunk.
    pub last: Count,
}

impl VolumeHint {
    /// Reads the hint, refusing one that contradicts itself.
    ///
    /// # Errors
    /// [`VolumeError::Hint`] or [`VolumeError::HintRule`].
    pub fn parse(bytes: &[u8]) -> Result<Self, VolumeError> {
        let hint = Self::from_bytes(bytes).map_err(VolumeError::Hint)?;
        hint.check()?;
        Ok(hint)
    }

    /// The volume of the set that should hold this chunk.
    #[must_use]
    pub fn volume_with(&self, chunk: u32) -> Option<Count> {
        let chunk = u64::from(chunk);
        let holds = |h: &&HoldingHint| (h.first.value()..=h.last.value()).contains(&chunk);
        self.holdings
            .iter()
            .find(holds)
            .map(|holding| holding.number)
    }

    fn check(&self) -> Result<(), VolumeError> {
        let rule = |holds: bool, rule| {
            if holds {
                Ok(())
            } else {
                Err(VolumeError::HintRule { rule })
            }
        };
        let (number, count) = (self.number.value(), self.count.value());
        rule(count <= limits::VOLUMES, "a set has at most 1000 volumes")?;
        rule(
            (1..=count).contains(&number),
            "the number is from 1 to the count",
        )?;
        rule(
            self.bases.len() <= limits::BASES,
            "a set has at most 32 bases",
        )?;
        let delta = self.kind == VolumeKind::Delta;
        rule(
            delta != self.bases.is_empty(),
            "a delta has bases and nothing else has",
        )?;
        let ranges_are_whole = self.holdings.iter().all(|h| h.first <= h.last);
        rule(ranges_are_whole, "a range ends after it begins")?;
        let numbers_are_known = self
            .holdings
            .iter()
            .all(|h| (1..=count).contains(&h.number.value()));
        rule(numbers_are_known, "every volume listed is one of the set")?;
        let ordered = self
            .holdings
            .windows(2)
            .all(|two| two[0].number < two[1].number && two[0].last < two[1].first);
        rule(ordered, "volumes are listed in order and share no chunk")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hint() -> VolumeHint {
        let holding = |number: u32, first: u32, last: u32| HoldingHint {
            number: number.into(),
            first: first.into(),
            last: last.into(),
        };
        VolumeHint {
            document_type: VolumeHint::TYPE.into(),
            number: 2.into(),
            count: 3.into(),
            kind: VolumeKind::Part,
            bases: vec![],
            holdings: vec![holding(1, 0, 9), holding(2, 10, 11), holding(3, 12, 30)],
        }
    }

    #[test]
    fn a_missing_chunk_has_its_volume_named() {
        let hint = VolumeHint::parse(&hint().to_bytes().expect("canonical")).expect("sound");
        assert_eq!(hint.volume_with(11), Some(2.into()));
        assert_eq!(hint.volume_with(31), None);
    }

    #[test]
    fn a_hint_that_contradicts_itself_is_refused() {
        let spoil: [fn(&mut VolumeHint); 7] = [
            |hint| hint.number = 4.into(),
            |hint| hint.number = 0.into(),
            |hint| hint.count = 1001.into(),
            |hint| hint.kind = VolumeKind::Delta,
            |hint| hint.holdings.swap(0, 1),
            |hint| hint.holdings[0].last = 10.into(),
            |hint| hint.holdings[1].number = 1.into(),
        ];
        for spoil in spoil {
            let mut bad = hint();
            spoil(&mut bad);
            let error = VolumeHint::parse(&bad.to_bytes().expect("canonical")).expect_err("bad");
            assert_eq!(error.code(), "volume-hint-contradiction", "{bad:?}");
        }
    }
}
