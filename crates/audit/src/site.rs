//! Whose log it is: the site's name, the era of its key, and the origin made of both.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// The name of one site's log: 3 to 64 lower-case letters, digits, dots and hyphens, unique to the site.
///
/// It stands in every record and every checkpoint in clear, so it should say no more than a site wants to show.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Site(String);

/// The text cannot name a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, serde::Serialize)]
#[serde(rename = "SiteNameError")]
#[error("a site is named by 3 to 64 lower-case letters, digits, dots and hyphens")]
pub struct SiteError;

impl SiteError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "site-name"
    }
}

impl Site {
    /// A name for a site that was given none, from 16 random bytes: `site-` and 32 hexadecimal digits.
    #[must_use]
    pub fn from_random(random: [u8; 16]) -> Self {
        let mut name = String::from("site-");
        for byte in random {
            name.push_str(&format!("{byte:02x}"));
        }
        Self(name)
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The origin of this site's checkpoints in one era of its key (C2SP tlog-checkpoint: unique to the log).
    #[must_use]
    pub fn origin(&self, epoch: Epoch) -> String {
        format!("{}/sealift-log/{epoch}", self.0)
    }
}

impl FromStr for Site {
    type Err = SiteError;

    fn from_str(text: &str) -> Result<Self, SiteError> {
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
        let bytes = text.as_bytes();
        let edges = [bytes.first(), bytes.last()];
        let well_formed = (3..=64).contains(&bytes.len())
            && edges.iter().all(|edge| edge.is_some_and(|b| plain(*b)))
            && bytes.iter().all(|b| plain(*b) || matches!(b, b'.' | b'-'));
        well_formed.then(|| Self(text.into())).ok_or(SiteError)
    }
}

impl TryFrom<String> for Site {
    type Error = SiteError;
    fn try_from(text: String) -> Result<Self, SiteError> {
        text.parse()
    }
}

impl From<Site> for String {
    fn from(site: Site) -> Self {
        site.0
    }
}

impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The era of one log key, counted from 1. The tree goes on from era to era; the key and the origin change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct Epoch(u32);

impl Epoch {
    /// The era of a log's first key.
    pub const FIRST: Self = Self(1);

    /// The era after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// The number as it is.
    #[must_use]
    pub const fn value(self) -> u32 {
        self.0
    }
}

impl TryFrom<u32> for Epoch {
    type Error = SiteError;
    fn try_from(number: u32) -> Result<Self, SiteError> {
        if number == 0 {
            Err(SiteError)
        } else {
            Ok(Self(number))
        }
    }
}

impl From<Epoch> for u32 {
    fn from(epoch: Epoch) -> Self {
        epoch.0
    }
}

impl fmt::Display for Epoch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_unique_to_site_and_epoch() {
        let site: Site = "plant-3.example".parse().expect("a site");
        assert_eq!(site.origin(Epoch::FIRST), "plant-3.example/sealift-log/1");
        assert_ne!(site.origin(Epoch::FIRST), site.origin(Epoch::FIRST.next()));
        let random = Site::from_random([0xab; 16]);
        assert_eq!(random.as_str().parse(), Ok(random));
    }

    #[test]
    fn a_site_name_can_carry_nothing_else() {
        for bad in [
            "", "ab", "Plant", "a b c", "{abc}", "abc\n", "a/b/c", "-abc", "abc-", "a+b+c",
        ] {
            assert_eq!(bad.parse::<Site>(), Err(SiteError), "{bad:?}");
        }
        assert!("a".repeat(65).parse::<Site>().is_err());
    }
}
