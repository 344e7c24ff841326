//! Keeping the depot sound.

use sealift_app::cases::telling::Telling;
use sealift_app::cases::{depot, document, recover, support};
use sealift_app::events::{OperationKind, Outcome, Share};
use sealift_app::{Claims, Failure};

use super::{claims, named, small};
use crate::asked::Asked;
use crate::data::{
    CleanRequest, CleanedView, DepotHealth, Nothing, Saved, SupportPart, SupportRequest,
    SupportView,
};
use crate::files;
use crate::wording::explained;

pub(crate) fn verify_depot(asked: &Asked<'_>, _: Nothing) -> Result<DepotHealth, Failure> {
    let facility = asked.founded(Claims::default())?;
    let (lock, _) = recover::lock(&facility, "depot verify", false)?;
    let report = asked.watched(&facility, |events| {
        let mut telling = Telling::begin(facility.clock(), events, OperationKind::Verify, None, 1);
        let mut is_weighed = false;
        let report = depot::verify(&facility, &lock, asked.cancel, &mut |done, bytes| {
            if !is_weighed {
                telling.weigh([Share::Bytes { bytes, files: 0 }]);
                is_weighed = true;
            }
            telling.reach(done);
        });
        let outcome = match &report {
            Ok(report) if report.damage.is_empty() => Outcome::Succeeded,
            _ => Outcome::Refused,
        };
        telling.end(outcome, None);
        report
    })?;
    Ok(DepotHealth {
        chunks: report.chunks,
        bytes: report.bytes,
        failure: explained(asked.wording, depot::failure_of(&report).as_ref()),
    })
}

pub(crate) fn clean_depot(
    asked: &Asked<'_>,
    request: CleanRequest,
) -> Result<CleanedView, Failure> {
    let facility = asked.founded(claims(request.person, request.ticket, request.reason))?;
    let (lock, _) = recover::lock(&facility, "depot gc", false)?;
    let names = request
        .remove
        .iter()
        .map(|release| named(&release.product, release.version.as_deref()))
        .collect::<Result<Vec<_>, Failure>>()?;
    let cleaned = depot::clean(&facility, &lock, &names)?;
    Ok(CleanedView {
        releases: small(
            cleaned
                .iter()
                .map(|cleaned| cleaned.releases.len())
                .sum::<usize>(),
        ),
        chunks: cleaned.iter().map(|cleaned| cleaned.chunks).sum(),
        bytes: cleaned.iter().map(|cleaned| cleaned.bytes).sum(),
    })
}

pub(crate) fn support_parts(asked: &Asked<'_>, _: Nothing) -> Result<SupportView, Failure> {
    let facility = asked.founded(Claims::default())?;
    let parts = support::gather(&facility)?;
    let part = |part: &support::Part| {
        let text = serde_json::to_string_pretty(&part.content).unwrap_or_default();
        SupportPart {
            name: part.name.into(),
            title: asked.wording.text(&format!("support-{}", part.name), &[]),
            bytes: text.len() as u64,
            text: document::readable(text.as_bytes()),
        }
    };
    Ok(SupportView {
        parts: parts.iter().map(part).collect(),
        digest: asked.shown.keep(parts).to_string(),
    })
}

pub(crate) fn support_bundle(asked: &Asked<'_>, request: SupportRequest) -> Result<Saved, Failure> {
    let parts = asked.shown.parts(&request.digest)?;
    let facility = asked.founded(Claims::default())?;
    files::write(
        asked.target(request.to)?,
        &support::write(&facility, &parts)?,
    )
}
