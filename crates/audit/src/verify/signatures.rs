//! What the log's keys signed: checkpoints, rotations and the export itself.

use super::keys::Epochs;
use super::records::Walk;
use super::{Finding, Verdict};
use crate::checkpoint::SignedCheckpoint;
use crate::evidence::Evidence;
use crate::statement::ExportStatement;
use sealift_document::Digest;

/// Checks every signature in the file against the records in it.
pub(super) fn check(
    evidence: &Evidence,
    epochs: &Epochs,
    walk: &Walk,
    findings: &mut Vec<Finding>,
) {
    check_statement(evidence, epochs, walk, findings);
    check_material(evidence, findings);
    check_rotations(epochs, walk, findings);
    let checkpoints = read_checkpoints(evidence, epochs, findings);
    locate(&checkpoints, walk, findings);
}

fn check_statement(evidence: &Evidence, epochs: &Epochs, walk: &Walk, findings: &mut Vec<Finding>) {
    // Without a key there is a finding already.
    let Some(key) = epochs.current() else { return };
    match ExportStatement::open(&evidence.statement, key) {
        Ok(said) if said.site != evidence.site || said.size.value() != walk.size() => {
            let detail = "it speaks of another log, or of another number of records".into();
            findings.push(Finding::StatementBad { detail });
        }
        Ok(said) if evidence.body_digest() != Ok(said.digest) => {
            findings.push(Finding::BodyDiffers);
        }
        Ok(_) => {}
        Err(error) => findings.push(Finding::StatementBad {
            detail: error.to_string(),
        }),
    }
}

fn check_material(evidence: &Evidence, findings: &mut Vec<Finding>) {
    for material in &evidence.material {
        let fits = material
            .decode()
            .is_ok_and(|bytes| Digest::of(&bytes) == material.digest);
        if !fits {
            findings.push(Finding::MaterialDiffers {
                name: material.name.clone(),
            });
        }
    }
}

fn check_rotations(epochs: &Epochs, walk: &Walk, findings: &mut Vec<Finding>) {
    for rotation in &epochs.rotations {
        let (size, records) = (rotation.statement().size.value(), walk.size());
        match walk.root_at(size) {
            None => findings.push(Finding::EndsEarly { records, size }),
            Some(root) if root != rotation.statement().root => {
                findings.push(Finding::RotationContradicted { from: 0, size });
            }
            Some(_) => {}
        }
    }
}

/// The checkpoints that the log's keys signed, each by the key of its epoch.
fn read_checkpoints(
    evidence: &Evidence,
    epochs: &Epochs,
    findings: &mut Vec<Finding>,
) -> Vec<SignedCheckpoint> {
    let mut signed = Vec::new();
    for (text, number) in evidence.checkpoints.iter().zip(1..) {
        let Ok(checkpoint) = SignedCheckpoint::parse(text) else {
            findings.push(Finding::CheckpointUnreadable { number });
            continue;
        };
        let size = checkpoint.checkpoint().size;
        match epochs.by_name(&checkpoint.checkpoint().origin) {
            Some((epoch, key)) if checkpoint.verify(key).is_ok() => {
                if epoch == epochs.epoch_of_size(size) {
                    signed.push(checkpoint);
                } else {
                    findings.push(Finding::EpochKeyMisused { epoch, size });
                }
            }
            _ => findings.push(Finding::CheckpointUnsigned { size }),
        }
    }
    signed
}

/// Compares the tree with every signed checkpoint and says from which record on they part.
///
/// When the end is well signed and an earlier checkpoint is not met, history was changed and signed again
/// (REWRITTEN). When the end itself is not met, the file does not add up (BROKEN).
fn locate(checkpoints: &[SignedCheckpoint], walk: &Walk, findings: &mut Vec<Finding>) {
    let records = walk.size();
    let mut sizes_met = Vec::new();
    let mut sizes_missed = Vec::new();
    for signed in checkpoints {
        let said = signed.checkpoint();
        match walk.root_at(said.size) {
            None => findings.push(Finding::EndsEarly {
                records,
                size: said.size,
            }),
            Some(root) if root == said.root => sizes_met.push(said.size),
            Some(_) => sizes_missed.push(said.size),
        }
    }
    let end_is_met = sizes_met.contains(&records);
    let end_is_signed = end_is_met || sizes_missed.contains(&records);
    let cut = findings
        .iter()
        .any(|finding| matches!(finding, Finding::EndsEarly { .. }));
    if !end_is_signed && !cut {
        findings.push(Finding::EndUnsigned { size: records });
    }
    name_misfit(walk, &sizes_met, findings);
    if let Some(&size) = sizes_missed.iter().min() {
        let met = sizes_met
            .iter()
            .copied()
            .filter(|met| *met < size)
            .max()
            .unwrap_or(0);
        // A record that is named already is a better answer than the last good checkpoint.
        let from = first_broken(findings).map_or(met, |named| named.max(met));
        findings.push(if end_is_met {
            Finding::CheckpointContradicted { from, size }
        } else {
            Finding::RootDiffers { from, size }
        });
    }
}

fn first_broken(findings: &[Finding]) -> Option<u64> {
    let broken = findings
        .iter()
        .filter(|finding| finding.verdict() == Some(Verdict::Broken));
    broken.filter_map(Finding::record).min()
}

/// A record vouches for another log before it. When a checkpoint vouches for that log as it is, the record itself
/// was put there from elsewhere; else the record before it was edited.
fn name_misfit(walk: &Walk, sizes_met: &[u64], findings: &mut Vec<Finding>) {
    if let Some(index) = walk.first_unfit_prior {
        findings.push(match index.checked_sub(1) {
            Some(before) if !sizes_met.contains(&index) => Finding::RecordEdited { record: before },
            _ => Finding::RecordSpliced { record: index },
        });
    }
}
