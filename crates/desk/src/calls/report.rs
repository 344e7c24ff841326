//! A report from any machine, judged.

use sealift_app::cases::audit::{self, HeldTexts};
use sealift_app::{Failure, Timestamp, plain};
use sealift_audit::{Evidence, EvidenceRecord, Record, Verdict, Verification};
use sealift_document::Document as _;

use super::log::row;
use crate::asked::Asked;
use crate::data::{ExamineRequest, RecordRow, VerdictFinding, VerdictView};
use crate::files;

/// Records of a report that are shown.
const SHOWN: usize = 2000;

pub(crate) fn examine(asked: &Asked<'_>, request: ExamineRequest) -> Result<VerdictView, Failure> {
    let file = files::read(asked.path(request.report)?, asked.cancel)?;
    let evidence = audit::evidence_of(&file)?;
    let (held, told) = held(asked, &request, evidence.records.len() as u64)?;
    let verification = audit::verify(&file, &held)?;
    Ok(view(asked, &verification, told, records(asked, &evidence)))
}

/// What the reader holds, and the same in words. This machine's own log has gone on since a report of so many records was
/// exported, which takes nothing from the report: it is held against the checkpoint of its time.
fn held(
    asked: &Asked<'_>,
    request: &ExamineRequest,
    records: u64,
) -> Result<(HeldTexts, Vec<String>), Failure> {
    let mut held = HeldTexts::default();
    let mut told = Vec::new();
    if request.own {
        let facility = asked.facility()?;
        held.log_key = Some(audit::log_key(&facility));
        let own = facility
            .database()
            .read(|view| view.checkpoint_up_to(records))?;
        let size = own.as_ref().map_or(0, |own| own.checkpoint().size);
        held.checkpoints.extend(own.map(|own| own.to_string()));
        let size = size.to_string();
        told.push(asked.wording.text("held-own", &[("size", &size)]));
    }
    if let Some(key) = request.key {
        let path = asked.path(key)?;
        held.log_key = Some(files::read_text(path, asked.cancel)?);
        told.push(asked.wording.text("held-key", &[("file", path.as_str())]));
    }
    if let Some(checkpoint) = request.checkpoint {
        let path = asked.path(checkpoint)?;
        held.checkpoints.push(files::read_text(path, asked.cancel)?);
        told.push(
            asked
                .wording
                .text("held-checkpoint", &[("file", path.as_str())]),
        );
    }
    if let Some(text) = request
        .checkpoint_text
        .as_ref()
        .filter(|text| !text.trim().is_empty())
    {
        held.checkpoints.push(format!("{}\n", text.trim()));
        told.push(asked.wording.text("held-typed", &[]));
    }
    Ok((held, told))
}

fn view(
    asked: &Asked<'_>,
    verification: &Verification,
    held: Vec<String>,
    records: Vec<RecordRow>,
) -> VerdictView {
    let family = format!("verdict-{}", verification.verdict.code().to_lowercase());
    let finding = |finding: &sealift_audit::Finding| VerdictFinding {
        code: finding.code().into(),
        message: asked
            .wording
            .detail(&finding.particulars())
            .unwrap_or_else(|| plain(&finding.to_string())),
        record: finding.record(),
    };
    VerdictView {
        verdict: verification.headline().into(),
        good: verification.verdict == Verdict::Valid,
        unproven: verification.verdict == Verdict::Consistent,
        headline: asked.wording.text(&family, &[]),
        remedy: asked.wording.text(&format!("{family}-advice"), &[]),
        findings: verification.findings.iter().map(finding).collect(),
        held,
        origin: plain(verification.site.as_str()),
        size: verification.size,
        exported: verification.exported.map(|at: Timestamp| at.to_string()),
        redacted: verification.redacted,
        records,
    }
}

/// The records that can be read, the newest first; whether they can be believed is the verdict's to say.
fn records(asked: &Asked<'_>, evidence: &Evidence) -> Vec<RecordRow> {
    let kept = evidence
        .records
        .iter()
        .rev()
        .filter_map(|record| match record {
            EvidenceRecord::Kept(kept) => Some(kept),
            _ => None,
        });
    kept.take(SHOWN)
        .filter_map(|kept| {
            let record = Record::from_bytes(kept.leaf.as_bytes()).ok()?;
            Some(row(asked, record.sequence.value(), &record, &kept.openings))
        })
        .collect()
}
