//! Whether a machine can take a release: every requirement judged, all problems told at once.

mod finding;
mod host;
mod implicit;
mod judge;
#[cfg(test)]
mod tests;
pub mod version;

use sealift_package::manifest::Manifest;

use crate::configuration::Settled;
use crate::facts::Facts;
use crate::layout::Layout;

pub use finding::{Evidence, Finding, Status};

/// Judges every requirement of a release against the facts of a machine: platform and room first, then the vendor's
/// own in their order.
///
/// Without answers, a port that an answer holds is the form's default. A requirement that rests on a fact nobody
/// knows is [`Status::Unknown`], which is not met.
#[must_use]
pub fn evaluate(
    manifest: &Manifest,
    facts: &Facts,
    answers: Option<&Settled>,
    layout: &Layout,
) -> Vec<Finding> {
    let mut findings = vec![implicit::platform(manifest, facts)];
    findings.extend(implicit::room(manifest, facts, layout));
    findings.extend(declared(manifest, facts, answers, layout));
    findings
}

/// The vendor's own requirements and the platform, without the room that a plan works out itself.
pub(crate) fn declared(
    manifest: &Manifest,
    facts: &Facts,
    answers: Option<&Settled>,
    layout: &Layout,
) -> Vec<Finding> {
    let judge = judge::Judge {
        manifest,
        facts,
        answers,
        layout,
    };
    manifest
        .requirements
        .iter()
        .map(|requirement| judge.judge(requirement))
        .collect()
}

pub(crate) use implicit::{platform, tree_bytes};
