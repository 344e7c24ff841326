//! The comparison with what the reader holds: the only thing that can prove where a log comes from.

use super::keys::Epochs;
use super::records::Walk;
use super::{Finding, Held};
use crate::checkpoint::Checkpoint;

/// Compares; every disagreement is a finding, so that no finding means agreement.
pub(super) fn compare(held: &Held, epochs: &Epochs, walk: &Walk, findings: &mut Vec<Finding>) {
    if held
        .log_key
        .as_ref()
        .is_some_and(|key| !epochs.contains(key))
    {
        findings.push(Finding::HeldKeyAbsent);
    }
    let mut ours = Vec::new();
    for signed in &held.checkpoints {
        let checkpoint = signed.checkpoint();
        // A checkpoint names its log by origin and proves by its signature that this log's key made it.
        let key = epochs.by_name(&checkpoint.origin);
        if key.is_some_and(|(_, key)| signed.verify(key).is_ok()) {
            ours.push(checkpoint);
        } else {
            let origin = checkpoint.origin.clone();
            findings.push(Finding::HeldCheckpointForeign { origin });
        }
    }
    compare_roots(&ours, walk, findings);
}

/// Where a smaller held checkpoint agrees and a larger one does not, two logs share a beginning (threat A8);
/// where none agrees, history was changed from an unknown place on (threat A6). An empty log agrees with all.
fn compare_roots(held: &[&Checkpoint], walk: &Walk, findings: &mut Vec<Finding>) {
    let meets = |checkpoint: &&&Checkpoint| walk.root_at(checkpoint.size) == Some(checkpoint.root);
    let agreed: Vec<u64> = held
        .iter()
        .filter(meets)
        .map(|checkpoint| checkpoint.size)
        .collect();
    for checkpoint in held {
        let (size, records) = (checkpoint.size, walk.size());
        let Some(root) = walk.root_at(size) else {
            findings.push(Finding::HeldBeyondEnd { records, size });
            continue;
        };
        if root == checkpoint.root {
            continue;
        }
        let before = agreed
            .iter()
            .copied()
            .filter(|met| *met > 0 && *met < size)
            .max();
        findings.push(match before {
            Some(agreed) => Finding::HeldForked { agreed, size },
            None => Finding::HeldContradicted { from: 0, size },
        });
    }
}
