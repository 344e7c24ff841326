//! Whether a target can take a release.

use sealift_audit::{Event, Fact, Outcome, detail};
use sealift_document::{Count, Document as _, Particulars};
use sealift_engine::depot::Verified;
use sealift_plan::configuration::Settled;
use sealift_plan::facts::{Facts, InstalledProduct};
use sealift_plan::requirements::{Finding, Status, evaluate};

use crate::exit::Exit;
use crate::facility::Facility;
use crate::failure::Failure;
use crate::wording::Wording;

/// The facts of this machine, with the products that Sealift installed on it.
///
/// # Errors
/// [`Failure`] when the machine does not even say what it is, or the state cannot be read.
pub fn facts(facility: &Facility) -> Result<Facts, Failure> {
    let mut facts = facility.ground().world.survey.facts()?;
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

/// Reads another machine's facts as `sealift facts` wrote them there.
///
/// # Errors
/// [`Failure`] when the document is no facts of this format.
pub fn facts_from(bytes: &[u8]) -> Result<Facts, Failure> {
    Facts::from_bytes(bytes.trim_ascii_end())
        .map_err(|error| Failure::of("facts-malformed", Exit::Usage, &error))
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
}

/// Judges every requirement of a release, all at once, and records the result.
///
/// # Errors
/// [`Failure`] when the result cannot be recorded. Unmet requirements are no error here.
pub fn check(
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
    let met = findings
        .iter()
        .filter(|finding| finding.status == Status::Met)
        .count();
    let checks: Vec<Fact> = findings.iter().map(fact).collect();
    let outcome = if compatible {
        Outcome::Succeeded
    } else {
        Outcome::Failed
    };
    let draft = facility
        .author()
        .draft(Event::CheckRun, outcome)
        .about(release.subject())
        .detail(detail::SUMMARY, format!("{met} of {} met", findings.len()))
        .detail(detail::CHECKS, checks);
    match answers {
        Some(settled) => facility.record_of_change(draft, settled)?,
        None => facility.record(draft)?,
    }
    Ok(CheckResult {
        product: release.product().to_string(),
        version: release.version().to_string(),
        host: facts.hostname.clone(),
        findings,
        compatible,
    })
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
    let count = Count::try_from(stopping as u64).unwrap_or(Count::MAX);
    (!result.compatible).then(|| {
        let about = Particulars::named("target-incompatible")
            .with("product", &result.product)
            .with("version", &result.version)
            .with("requirements", count);
        Failure::saying("target-incompatible", Exit::TargetIncompatible, about)
    })
}
