//! Whether a target can take a release.

use sealift_audit::{Event, Fact, Outcome, RecordDraft, detail};
use sealift_document::{Count, Document as _, Particulars};
use sealift_engine::depot::Verified;
use sealift_engine::executor::{RunError, WorldLock};
use sealift_engine::journal::Phase;
use sealift_engine::site::Ground;
use sealift_engine::state::RunId;
use sealift_plan::configuration::Settled;
use sealift_plan::facts::{Facts, InstalledProduct};
use sealift_plan::inquiry::Inquiry;
use sealift_plan::requirements::{Finding, Status, evaluate};

use super::looking::unmoved;
use crate::exit::Exit;
use crate::facility::Facility;
use crate::failure::Failure;
use crate::wording::Wording;

/// All facts of this machine, with the products that Sealift installed on it.
///
/// # Errors
/// [`Failure`] when the machine does not even say what it is, or the state cannot be read.
pub fn facts(facility: &Facility) -> Result<Facts, Failure> {
    answer(facility, &Inquiry::full())
}

/// Those of them that a release is judged by; what would cost something and is not asked for is left unknown.
///
/// # Errors
/// As of [`facts`].
pub fn facts_for(facility: &Facility, release: &Verified) -> Result<Facts, Failure> {
    answer(facility, &Inquiry::by(release.manifest()))
}

pub(super) fn answer(facility: &Facility, inquiry: &Inquiry) -> Result<Facts, Failure> {
    let mut facts = facility.ground().world.survey.facts(inquiry)?;
    let installed = facility.database().read(|view| {
        let mut products = Vec::new();
        for product in view.installed_products()? {
            products.extend(view.installed(&product)?);
        }
        Ok::<_, sealift_engine::state::StateError>(products)
    })?;
    let product = |installed: sealift_engine::state::Installed| InstalledProduct {
        product: installed.product,
        version: installed.release.version,
        sequence: installed.release.sequence,
    };
    facts.products = Some(installed.into_iter().map(product).collect());
    Ok(facts)
}

/// The facts of a machine on which Sealift has installed nothing yet.
///
/// # Errors
/// [`Failure`] when the machine does not even say what it is.
pub fn facts_of(ground: &Ground) -> Result<Facts, Failure> {
    let mut facts = ground.world.survey.facts(&Inquiry::full())?;
    facts.products = Some(Vec::new());
    Ok(facts)
}

/// Reads another machine's facts as `sealift facts` wrote or printed them there. Nobody signs facts, so any spelling of
/// their JSON will do; a field that is unknown or stands twice is still refused.
///
/// # Errors
/// [`Failure`] when the document is no facts of this format.
pub fn facts_from(bytes: &[u8]) -> Result<Facts, Failure> {
    let refused = |error: &dyn std::fmt::Display| {
        Failure::new(
            "facts-malformed",
            Exit::Usage,
            sealift_document::plain(&error.to_string()),
        )
    };
    if bytes.len() > Facts::MAX_BYTES {
        return Err(refused(&"the document is too large"));
    }
    // A later format is called that, not a field that is unknown.
    if let Ok(Headed { kind }) = serde_json::from_slice(bytes)
        && kind != Facts::TYPE
    {
        let found = format!("expected {}, found {kind}", Facts::TYPE);
        return Err(refused(&found));
    }
    let facts: Facts = serde_json::from_slice(bytes).map_err(|error| refused(&error))?;
    let canonical = facts.to_bytes()?;
    Facts::from_bytes(&canonical)
        .map_err(|error| Failure::of("facts-malformed", Exit::Usage, &error))
}

/// What kind of document one says to be.
#[derive(serde::Deserialize)]
struct Headed {
    #[serde(rename = "type")]
    kind: String,
}

/// The facts as a document for [`facts_from`] on another machine.
///
/// # Errors
/// [`Failure`] when they have no canonical form.
pub fn facts_to_bytes(facts: &Facts) -> Result<Vec<u8>, Failure> {
    let mut bytes = facts.to_bytes()?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// What came out of a check.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CheckResult {
    /// The product.
    pub product: String,
    /// The version.
    pub version: String,
    /// The machine whose facts were judged.
    pub host: Option<String>,
    /// Every requirement, judged.
    pub findings: Vec<Finding>,
    /// Whether the release can be installed there.
    pub compatible: bool,
    /// What was judged.
    #[serde(skip)]
    pub facts: Facts,
}

/// Judges every requirement of a release on this machine, all at once, and records the result. While a run changes it, and
/// after one that was interrupted, a service that the run has started would be found in its own way: then nothing is judged
/// and nothing recorded.
///
/// # Errors
/// [`Failure`] `locked` while a run goes on, `run-unfinished` after one that was interrupted, and as of [`check_against`].
pub fn check(
    facility: &Facility,
    release: &Verified,
    answers: Option<&Settled>,
) -> Result<CheckResult, Failure> {
    let judged = unmoved(facility, None, |_| {
        if let Some(run) = interrupted(facility)? {
            return Err(RunError::Unfinished {
                run: run.to_string(),
            }
            .into());
        }
        let facts = facts_for(facility, release)?;
        judge(facility, release, &facts, answers)
    })?;
    let moving = || Failure::from(WorldLock::refusal(&facility.workplace()));
    recorded(facility, judged.ok_or_else(moving)?, answers)
}

/// A run that was left in its middle. Of one that could not be taken back as a whole, what is left stays.
fn interrupted(facility: &Facility) -> Result<Option<RunId>, Failure> {
    let open = facility.database().read(|view| view.open_journals())?;
    let interrupted = open
        .into_iter()
        .find(|(_, phase)| *phase != Phase::UndoIncomplete);
    Ok(interrupted.map(|(run, _)| run))
}

/// The same against the facts of another machine.
///
/// # Errors
/// [`Failure`] when the state cannot be read or the result not be recorded. Unmet requirements are no error here.
pub fn check_against(
    facility: &Facility,
    release: &Verified,
    facts: &Facts,
    answers: Option<&Settled>,
) -> Result<CheckResult, Failure> {
    recorded(facility, judge(facility, release, facts, answers)?, answers)
}

fn recorded(
    facility: &Facility,
    (result, draft): (CheckResult, RecordDraft),
    answers: Option<&Settled>,
) -> Result<CheckResult, Failure> {
    match answers {
        Some(settled) => facility.record_of_change([draft], settled)?,
        None => facility.record(draft)?,
    }
    Ok(result)
}

/// The same judgement, and its record for whoever records more with it.
pub(super) fn judge(
    facility: &Facility,
    release: &Verified,
    facts: &Facts,
    answers: Option<&Settled>,
) -> Result<(CheckResult, RecordDraft), Failure> {
    let result = look(facility, release, facts, answers)?;
    let draft = record_of(facility, release, &result);
    Ok((result, draft))
}

/// The same judgement, of which nothing is recorded.
///
/// # Errors
/// [`Failure`] when the state cannot be read.
pub fn look(
    facility: &Facility,
    release: &Verified,
    facts: &Facts,
    answers: Option<&Settled>,
) -> Result<CheckResult, Failure> {
    let layout = facility.ground().layout(release.product())?;
    let mut facts = facts.clone();
    // What runs here holds its own ports; on another machine nobody of ours does.
    if facts.hostname.as_deref() == Some(facility.ground().world.clock.actor().host.as_str()) {
        let current = facility
            .database()
            .read(|view| view.current(release.product()))?;
        current.claim_ports(&mut facts);
    }
    let findings = evaluate(release.manifest(), &facts, answers, &layout);
    let compatible = !findings.iter().any(Finding::stops);
    Ok(CheckResult {
        product: release.product().to_string(),
        version: release.version().to_string(),
        host: facts.hostname.clone(),
        findings,
        compatible,
        facts,
    })
}

fn record_of(facility: &Facility, release: &Verified, result: &CheckResult) -> RecordDraft {
    let findings = &result.findings;
    let met = findings
        .iter()
        .filter(|finding| finding.status == Status::Met)
        .count();
    let checks: Vec<Fact> = findings.iter().map(fact).collect();
    let outcome = if result.compatible {
        Outcome::Succeeded
    } else {
        Outcome::Failed
    };
    facility
        .author()
        .draft(Event::CheckRun, outcome)
        .about(release.subject())
        .detail(detail::SUMMARY, format!("{met} of {} met", findings.len()))
        .detail(detail::CHECKS, checks)
}

/// A requirement as the record keeps it, in the names that [`detail::CHECKS`] gives.
fn fact(finding: &Finding) -> Fact {
    let english = Wording::new("en");
    let result = match (finding.status, finding.stops()) {
        (Status::Met, _) => "pass",
        (_, true) => "fail",
        (_, false) => "warn",
    };
    Fact::map([
        ("id", finding.requirement.as_str().into()),
        ("requirement", finding.code.as_str().into()),
        ("expected", english.evidence(&finding.expected).into()),
        ("found", english.evidence(&finding.found).into()),
        ("result", result.into()),
        ("remedy", english.remedy(&finding.code).into()),
    ])
}

/// The failure that an incompatible target amounts to.
#[must_use]
pub fn failure_of(result: &CheckResult) -> Option<Failure> {
    let stopping = result
        .findings
        .iter()
        .filter(|finding| finding.stops())
        .count();
    unmet(result, stopping)
}

/// The failure that so many unmet requirements amount to; none where there are none.
pub(crate) fn unmet(result: &CheckResult, count: usize) -> Option<Failure> {
    let requirements = Count::try_from(count as u64).unwrap_or(Count::MAX);
    (count > 0).then(|| {
        let about = Particulars::named("target-incompatible")
            .with("product", &result.product)
            .with("version", &result.version)
            .with("requirements", requirements);
        Failure::saying("target-incompatible", Exit::TargetIncompatible, about)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use sealift_document::Timestamp;
    use sealift_package::manifest::Os;

    #[test]
    fn facts_are_read_in_any_spelling_of_their_json() {
        let now: Timestamp = "2026-11-21T09:30:00Z".parse().expect("a time");
        let facts = Facts::unknown(Os::Linux, now);
        let pretty = serde_json::to_string_pretty(&facts).expect("JSON");
        assert_eq!(facts_from(pretty.as_bytes()), Ok(facts.clone()));
        let canonical = facts_to_bytes(&facts).expect("canonical");
        assert_eq!(facts_from(&canonical), Ok(facts));

        let twice = pretty.replacen('{', "{\"collected_at\": \"2026-11-21T09:30:00Z\",", 1);
        let unknown = pretty.replacen('{', "{\"colour\": 1,", 1);
        let other = pretty.replacen("sealift.facts/v1", "sealift.facts/v9", 1);
        for bad in [twice, unknown, other] {
            let refused = facts_from(bad.as_bytes()).expect_err("no facts");
            assert_eq!(refused.code, "facts-malformed", "{bad}");
        }
    }
}
