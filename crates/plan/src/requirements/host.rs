//! Requirements on the host's system, processor, services and users.

use std::cmp::Ordering;

use sealift_package::manifest::Os;

use super::finding::{Evidence, Status};
use super::judge::{Judgement, met, unknown};
use super::version;
use crate::facts::{CpuFacts, LibcFacts, OsFacts, ServiceFacts, ServiceState};

pub(super) fn os(
    facts: &OsFacts,
    os: Os,
    distributions: &[String],
    at_least: Option<&str>,
) -> Judgement {
    let name = if distributions.is_empty() {
        os_name(os).to_owned()
    } else {
        distributions.join(", ")
    };
    let found_name = facts
        .distribution
        .clone()
        .unwrap_or_else(|| os_name(facts.family).to_owned());
    let is_listed =
        |name: &String| facts.distribution.as_ref() == Some(name) || facts.id_like.contains(name);
    let is_distribution = match &facts.distribution {
        _ if distributions.is_empty() || distributions.iter().any(is_listed) => Status::Met,
        Some(_) => Status::Unmet,
        None => Status::Unknown,
    };
    let is_late_enough = match (at_least, &facts.version) {
        (None, _) => Status::Met,
        (Some(_), None) => Status::Unknown,
        (Some(least), Some(found)) => met(version::by_numbers(found, least) != Ordering::Less),
    };
    Judgement {
        code: "requirement-os",
        status: worst([met(facts.family == os), is_distribution, is_late_enough]),
        expected: Evidence::version(name, at_least),
        found: Evidence::version(found_name, facts.version.as_deref()),
    }
}

const fn os_name(os: Os) -> &'static str {
    match os {
        Os::Linux => "Linux",
        Os::Windows => "Windows",
        Os::Macos => "macOS",
    }
}

/// One condition that is not met settles it; one that is unknown leaves it open.
fn worst<const N: usize>(statuses: [Status; N]) -> Status {
    if statuses.contains(&Status::Unmet) {
        Status::Unmet
    } else if statuses.contains(&Status::Unknown) {
        Status::Unknown
    } else {
        Status::Met
    }
}

pub(super) fn cpu_features(facts: &CpuFacts, all: &[String]) -> Judgement {
    let code = "requirement-cpu-features";
    let expected = Evidence::names(all.to_vec());
    let Some(features) = &facts.features else {
        return unknown(code, expected);
    };
    let (present, missing): (Vec<_>, Vec<_>) = all
        .iter()
        .cloned()
        .partition(|name| features.contains(name));
    Judgement {
        code,
        status: met(missing.is_empty()),
        expected,
        found: Evidence::names(present),
    }
}

pub(super) fn versioned(
    code: &'static str,
    name: &str,
    least: &str,
    found: Option<&str>,
) -> Judgement {
    let expected = Evidence::version(name, Some(least));
    match found {
        None => unknown(code, expected),
        Some(found) => Judgement {
            code,
            status: met(version::by_numbers(found, least) != Ordering::Less),
            expected,
            found: Evidence::version(name, Some(found)),
        },
    }
}

pub(super) fn libc(facts: Option<&LibcFacts>, name: &str, least: &str) -> Judgement {
    let code = "requirement-libc";
    match facts {
        Some(libc) if libc.name == name => versioned(code, name, least, libc.version.as_deref()),
        Some(other) => Judgement {
            code,
            status: Status::Unmet,
            expected: Evidence::version(name, Some(least)),
            found: Evidence::version(&other.name, other.version.as_deref()),
        },
        None => unknown(code, Evidence::version(name, Some(least))),
    }
}

pub(super) fn service_running(facts: Option<&[ServiceFacts]>, name: &str) -> Judgement {
    let code = "requirement-service-running";
    let expected = Evidence::text(name);
    let Some(services) = facts else {
        return unknown(code, expected);
    };
    let same = |found: &str| found == name || found.strip_suffix(".service") == Some(name);
    let state = services
        .iter()
        .find(|service| same(&service.name))
        .map(|service| service.state);
    Judgement {
        code,
        status: met(state == Some(ServiceState::Running)),
        expected,
        found: match state {
            None => Evidence::Nothing,
            Some(ServiceState::Running) => Evidence::text("running"),
            Some(ServiceState::Stopped) => Evidence::text("stopped"),
            Some(ServiceState::Failed) => Evidence::text("failed"),
        },
    }
}

pub(super) fn user(facts: Option<&[String]>, name: &str) -> Judgement {
    let code = "requirement-user";
    let expected = Evidence::text(name);
    let Some(users) = facts else {
        return unknown(code, expected);
    };
    let exists = users.iter().any(|user| user == name);
    Judgement {
        code,
        status: met(exists),
        found: if exists {
            expected.clone()
        } else {
            Evidence::Nothing
        },
        expected,
    }
}

pub(super) fn fips(facts: Option<bool>, enabled: bool) -> Judgement {
    let code = "requirement-fips";
    let expected = Evidence::Switch { on: enabled };
    match facts {
        None => unknown(code, expected),
        Some(on) => Judgement {
            code,
            status: met(on == enabled),
            expected,
            found: Evidence::Switch { on },
        },
    }
}
