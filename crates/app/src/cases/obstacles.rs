//! Everything that stands in the way of an install, as far as it can be known at once: who mends one thing after the other
//! is sent round for each of them.

use sealift_plan::plan::Wanted;
use sealift_plan::requirements::{Finding, Status};

use super::change::{ACCEPTABLE, Wish};
use super::{check, configure, depot};
use crate::facility::Facility;
use crate::failure::Failure;

/// What stands in the way.
#[derive(Debug)]
pub struct Obstacles {
    /// What the change was refused with.
    pub first: Failure,
    /// What it would be refused with next.
    pub further: Vec<Failure>,
    /// The requirements that this machine does not meet.
    pub findings: Vec<Finding>,
}

/// Looks for what else stands in the way of an install that was refused. Nothing of it is recorded: the refusal was.
#[must_use]
pub fn of(facility: &Facility, wish: &Wish, first: Failure) -> Obstacles {
    let mut found = Obstacles {
        first,
        further: Vec::new(),
        findings: Vec::new(),
    };
    let is_ours = !found.first.questions.is_empty()
        || matches!(
            found.first.code,
            "configuration-invalid" | "requirements-unmet"
        );
    if is_ours && wish.request.wanted == Wanted::Install {
        // Whatever cannot be looked at now is told when its turn comes.
        let _ = look(facility, wish, &mut found);
    }
    found
}

fn look(facility: &Facility, wish: &Wish, found: &mut Obstacles) -> Result<(), Failure> {
    let release = depot::load(facility, &wish.name)?;
    let open = configure::open(facility, &release)?;
    let settled = configure::settle(facility, &open, &wish.answers);
    let (settled, unsettled) = match settled {
        Ok(settled) => (Some(settled), None),
        Err(failure) => (None, Some(failure)),
    };
    let result = check::look(
        facility,
        &release,
        &check::facts_for(facility, &release)?,
        settled.as_ref(),
    )?;
    // Without answers, what depends on one is not known to be wanting.
    let stands = |finding: &Finding| {
        finding.stops() && (settled.is_some() || finding.status == Status::Unmet)
    };
    found.findings = result
        .findings
        .iter()
        .filter(|one| stands(one))
        .cloned()
        .collect();
    let unmet = check::unmet(&result, found.findings.len());
    for failure in [unsettled, unmet, facility.missing_in_record()?]
        .into_iter()
        .flatten()
    {
        let is_told = found.first.code == failure.code
            || (found.first.code == "requirements-unmet" && failure.code == "target-incompatible")
            || (found
                .first
                .questions
                .iter()
                .any(|one| one.code == failure.code));
        if !is_told {
            found.further.push(failure);
        }
    }
    Ok(())
}

/// The same wish of somebody who accepts whatever can be accepted: for looking at a plan before deciding on its questions.
#[must_use]
pub fn accepting_all(wish: &Wish) -> Wish {
    Wish {
        accepted: ACCEPTABLE.map(str::to_owned).to_vec(),
        ..wish.clone()
    }
}
