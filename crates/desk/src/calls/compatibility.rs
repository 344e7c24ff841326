//! Whether a machine can take a release.

use sealift_app::cases::{check, configure, depot};
use sealift_app::data::word;
use sealift_app::requirements::{Finding, Status};
use sealift_app::{Failure, Wording, plain};
use sealift_package::manifest::Level;
use sealift_plan::facts::Facts;

use super::named;
use crate::asked::Asked;
use crate::data::{CheckRequest, CheckView, FindingView, SaveRequest, Saved};
use crate::files;
use crate::wording::own_or;

pub(crate) fn check(asked: &Asked<'_>, request: CheckRequest) -> Result<CheckView, Failure> {
    let facility = asked.facility()?;
    let release = depot::load(&facility, &named(&request.product, Some(&request.version))?)?;
    // Answers help where a requirement depends on one, and are not demanded before they are needed.
    let open = configure::open(&facility, &release)?;
    let settled = configure::settle(&facility, &open, &configure::GivenAnswers::default()).ok();
    let settled = settled.as_ref();
    let here = request.facts.is_none();
    let result = match request.facts {
        Some(file) => {
            let facts = check::facts_from(&files::read(asked.path(file)?, asked.cancel)?)?;
            check::check_against(&facility, &release, &facts, settled)?
        }
        None => check::check(&facility, &release, settled)?,
    };
    let findings = result.findings.iter();
    Ok(view(asked.wording, &result.facts, findings, here))
}

/// Findings in words: what stops first, then what is not met, then what is.
pub fn view<'a>(
    wording: &Wording,
    facts: &Facts,
    findings: impl Iterator<Item = &'a Finding>,
    here: bool,
) -> CheckView {
    let mut findings: Vec<FindingView> = findings.map(|finding| of(wording, finding)).collect();
    let rank = |finding: &FindingView| (!finding.stops, finding.status == "met");
    findings.sort_by_key(rank);
    CheckView {
        host: facts.hostname.clone(),
        here,
        collected: facts.collected_at.to_string(),
        compatible: !findings.iter().any(|finding| finding.stops),
        findings,
    }
}

fn of(wording: &Wording, finding: &Finding) -> FindingView {
    let is_met = finding.status == Status::Met;
    let own_remedy = finding.remedy.in_language(wording.language());
    let remedy = match own_remedy {
        _ if is_met => String::new(),
        "" => wording.remedy(&finding.code),
        own => plain(own),
    };
    FindingView {
        id: finding.requirement.clone(),
        code: finding.code.clone(),
        title: own_or(wording, &finding.title, &finding.code),
        required: finding.level == Level::Required,
        status: word(&finding.status),
        stops: finding.stops(),
        expected: plain(&wording.evidence(&finding.expected)),
        found: plain(&wording.evidence(&finding.found)),
        remedy,
    }
}

pub(crate) fn save_facts(asked: &Asked<'_>, request: SaveRequest) -> Result<Saved, Failure> {
    let facility = asked.founded(sealift_app::Claims::default())?;
    let facts = check::facts(&facility)?;
    files::write(asked.target(request.to)?, &check::facts_to_bytes(&facts)?)
}
