//! Third judgement: does this site want the release, now, on this machine?

use sealift_document::{Count, Timestamp};
use sealift_package::manifest::{Manifest, Platform, ProductId};
use thiserror::Error;

use super::{Authorised, History};
use crate::policy::{self, Acknowledgements, Policy, PolicyStop, Verdict};

/// Where and when a release is to be used.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'a> {
    /// What this site has seen of the product.
    pub history: &'a History,
    /// The facility's rules.
    pub policy: &'a Policy,
    /// What the clock says.
    pub now: Timestamp,
    /// What the machine is.
    pub machine: Platform,
    /// What the operator accepted for this operation.
    pub accepted: &'a Acknowledgements,
}

/// A release that may be installed here and now. Only [`admit`] builds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Admission {
    release: Authorised,
    verdicts: Vec<Verdict>,
    returns: bool,
}

impl Admission {
    /// The release.
    #[must_use]
    pub const fn release(&self) -> &Authorised {
        &self.release
    }

    /// What the release is.
    #[must_use]
    pub const fn manifest(&self) -> &Manifest {
        self.release.manifest()
    }

    /// The questions that came up and how they were settled, for plan and record.
    #[must_use]
    pub fn verdicts(&self) -> &[Verdict] {
        &self.verdicts
    }

    /// Whether this is a return to a release that this site ran before; to be recorded as such (threat T9).
    #[must_use]
    pub const fn is_return(&self) -> bool {
        self.returns
    }
}

/// Why a trusted release may not be installed here and now.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
pub enum AdmissionRefusal {
    /// The release was made for other machines (threat T11).
    #[error("{product} was made for {}, and this is {machine}", listed(.offered))]
    OtherPlatform {
        /// Which product.
        product: ProductId,
        /// What it was made for.
        offered: Vec<Platform>,
        /// What the machine is.
        machine: Platform,
    },
    /// The release lies below the floor that later installs raised (threat T9).
    #[error(
        "{product} {version} has the rollback index {found}, below this site's floor of {floor}"
    )]
    BelowFloor {
        /// Which product.
        product: ProductId,
        /// Which version.
        version: semver::Version,
        /// Its rollback index.
        found: Count,
        /// The floor.
        floor: Count,
    },
    /// The policy stops it, or waits for the operator.
    #[error(transparent)]
    Policy(#[from] PolicyStop),
}

impl AdmissionRefusal {
    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::OtherPlatform { .. } => "release-other-platform",
            Self::BelowFloor { .. } => "release-below-floor",
            Self::Policy(stop) => stop.code(),
        }
    }
}

/// Decides whether a trusted release may be installed in this situation.
///
/// # Errors
/// [`AdmissionRefusal`]; a policy stop names everything at once that stands in the way.
pub fn admit(release: Authorised, at: &Situation<'_>) -> Result<Admission, AdmissionRefusal> {
    let manifest = release.manifest();
    fits(manifest, at.machine)?;
    let returns = at.history.ran.contains(release.digest());
    if manifest.rollback_index < at.history.floor && !returns {
        return Err(AdmissionRefusal::BelowFloor {
            product: manifest.product.clone(),
            version: manifest.version.clone(),
            found: manifest.rollback_index,
            floor: at.history.floor,
        });
    }
    let questions = questions(manifest, returns, at);
    let verdicts = policy::settle(questions, at.accepted)?;
    Ok(Admission {
        release,
        verdicts,
        returns,
    })
}

fn listed(platforms: &[Platform]) -> String {
    let names: Vec<String> = platforms.iter().map(ToString::to_string).collect();
    names.join(", ")
}

fn fits(manifest: &Manifest, machine: Platform) -> Result<(), AdmissionRefusal> {
    if manifest
        .platforms
        .iter()
        .any(|platform| platform.runs_on(machine))
    {
        return Ok(());
    }
    Err(AdmissionRefusal::OtherPlatform {
        product: manifest.product.clone(),
        offered: manifest.platforms.to_vec(),
        machine,
    })
}

fn questions(manifest: &Manifest, returns: bool, at: &Situation<'_>) -> Vec<Verdict> {
    let policy = at.policy;
    // A release that ran here was let in once, for good; only the clock and what it does to the machine still matter.
    let installed = at.history.installed.filter(|_| !returns);
    let newcomer = |verdict: Option<Verdict>| verdict.filter(|_| !returns);
    let mut verdicts: Vec<Verdict> = [
        newcomer(policy.expiry(manifest.expires, at.now)),
        policy.clock(at.history.latest_signed.max(Some(manifest.issued)), at.now),
        policy.downgrade(installed, manifest.sequence),
        newcomer(policy.last_number(manifest.sequence, manifest.rollback_index)),
    ]
    .into_iter()
    .flatten()
    .collect();
    verdicts.extend(policy::review(manifest, at.machine, policy));
    verdicts
}
