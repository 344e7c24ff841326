//! The calls, one file a subject, one function a call; each takes what was said and gives what is answered.

pub(crate) mod change;
pub(crate) mod compatibility;
pub(crate) mod configuration;
pub(crate) mod export;
pub(crate) mod installed;
pub(crate) mod keys;
pub(crate) mod log;
pub(crate) mod look;
pub(crate) mod media;
pub(crate) mod release;
pub(crate) mod report;
mod signers;
pub(crate) mod site;
pub(crate) mod upkeep;

use sealift_app::cases::depot::ReleaseName;
use sealift_app::{Claims, Failure};

/// A release as a page names it.
fn named(product: &str, version: Option<&str>) -> Result<ReleaseName, Failure> {
    match version {
        Some(version) => format!("{product}@{version}").parse(),
        None => product.parse(),
    }
}

/// What somebody typed into a field that may stay empty.
fn given(text: String) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Who changes something, under which ticket and why, as a page's form says it.
fn claims(person: String, ticket: String, reason: String) -> Claims {
    Claims {
        name: given(person),
        ticket: given(ticket),
        reason: given(reason),
    }
}

/// A count as a page shows it, which never reaches these limits.
fn small(count: impl TryInto<u32>) -> u32 {
    count.try_into().unwrap_or(u32::MAX)
}
