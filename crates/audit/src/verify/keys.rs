//! The log's keys, epoch by epoch, and the rotations that hand the log from one to the next.

use super::{Finding, KeySeen};
use crate::evidence::Evidence;
use crate::key::LogPublicKey;
use crate::rotation::Rotation;
use crate::site::Epoch;

/// The keys and rotations of a file, as far as they can be read; what cannot is a finding.
pub(super) struct Epochs {
    keys: Vec<LogPublicKey>,
    /// Rotations that both keys signed. Their roots are compared later, once the tree is known.
    pub(super) rotations: Vec<Rotation>,
}

impl Epochs {
    pub(super) fn read(evidence: &Evidence, findings: &mut Vec<Finding>) -> Self {
        let mut epochs = Self {
            keys: Vec::new(),
            rotations: Vec::new(),
        };
        let (keys, rotations) = (evidence.epochs.len(), evidence.rotations.len());
        if keys != rotations + 1 {
            findings.push(Finding::EpochsDiffer { keys, rotations });
            return epochs;
        }
        let mut epoch = Epoch::FIRST;
        for (i, text) in evidence.epochs.iter().enumerate() {
            // A line feed is allowed in a key's file but is one byte too many here.
            let key = text
                .parse::<LogPublicKey>()
                .ok()
                .filter(|key| key.to_string() == *text);
            match key.filter(|key| key.name() == evidence.site.origin(epoch)) {
                Some(key) => epochs.keys.push(key),
                None => {
                    return epochs.broken(Finding::EpochKeyUnreadable { epoch: i + 1 }, findings);
                }
            }
            epoch = epoch.next();
        }
        let mut epoch = Epoch::FIRST;
        for (text, pair) in evidence.rotations.iter().zip(epochs.keys.windows(2)) {
            let rotation = Rotation::parse(text).and_then(|rotation| {
                rotation.verify(&evidence.site, epoch, &pair[0], &pair[1])?;
                Ok(rotation)
            });
            match rotation {
                Ok(rotation) => epochs.rotations.push(rotation),
                Err(error) => {
                    let (epoch, detail) = (epoch.value(), error.to_string());
                    findings.push(Finding::RotationBad { epoch, detail });
                    return epochs;
                }
            }
            epoch = epoch.next();
        }
        epochs.check_order(findings);
        epochs
    }

    fn broken(mut self, finding: Finding, findings: &mut Vec<Finding>) -> Self {
        findings.push(finding);
        self.keys.clear();
        self
    }

    fn check_order(&self, findings: &mut Vec<Finding>) {
        for pair in self.rotations.windows(2) {
            let (first, second) = (pair[0].statement(), pair[1].statement());
            if second.size <= first.size {
                let detail = "it lies before the one before it".into();
                findings.push(Finding::RotationBad {
                    epoch: second.epoch.value(),
                    detail,
                });
            }
        }
    }

    /// The epoch whose key writes the record at this index.
    pub(super) fn epoch_of_record(&self, index: u64) -> u32 {
        let ended = |rotation: &&Rotation| rotation.statement().size.value() <= index;
        let ended = self.rotations.iter().filter(ended).count();
        u32::try_from(ended).unwrap_or(u32::MAX).saturating_add(1)
    }

    /// The epoch whose key signs a checkpoint of this size: that of the last record it covers.
    pub(super) fn epoch_of_size(&self, size: u64) -> u32 {
        self.epoch_of_record(size.saturating_sub(1))
    }

    /// The key with this name and its epoch.
    pub(super) fn by_name(&self, name: &str) -> Option<(u32, &LogPublicKey)> {
        let found = self
            .keys
            .iter()
            .zip(1..)
            .find(|(key, _)| key.name() == name);
        found.map(|(key, epoch)| (epoch, key))
    }

    /// The key that speaks for the log now.
    pub(super) fn current(&self) -> Option<&LogPublicKey> {
        self.keys.last()
    }

    pub(super) fn contains(&self, key: &LogPublicKey) -> bool {
        self.keys.contains(key)
    }

    pub(super) fn seen(&self) -> Vec<KeySeen> {
        let seen = |(key, epoch): (&LogPublicKey, usize)| KeySeen {
            epoch,
            key: key.to_string(),
            fingerprint: key.fingerprint(),
        };
        self.keys.iter().zip(1..).map(seen).collect()
    }
}
