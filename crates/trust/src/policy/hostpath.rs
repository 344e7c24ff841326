//! Places of the host that a policy opens to steps.

use std::fmt;
use std::str::FromStr;

use sealift_package::manifest::{Anchor, TargetPath};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// An absolute path in which `*` stands for any part of one segment, and a last segment `**` for all that lies below.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct HostPathPattern(String);

/// The text is no such pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, serde::Serialize)]
#[error("a host path pattern is absolute, without . and .., and has ** only as its last segment")]
pub struct HostPathError;

impl HostPathPattern {
    /// Whether the pattern opens this place. Places that are not on the host itself need no pattern.
    #[must_use]
    pub fn opens(&self, place: &TargetPath) -> bool {
        if place.anchor() != Anchor::Host {
            return false;
        }
        let path = place.to_string();
        let mut wanted = self.0.split('/').peekable();
        let mut found = path.split('/');
        loop {
            match (wanted.next(), found.next()) {
                (None, None) => return true,
                (Some("**"), Some(_)) => return true,
                (Some(pattern), Some(segment)) if matches(pattern, segment) => {}
                _ => return false,
            }
        }
    }
}

/// Whether a segment fits a pattern with any number of `*`.
fn matches(pattern: &str, segment: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('*') else {
        return pattern == segment;
    };
    let Some(mut left) = segment.strip_prefix(first) else {
        return false;
    };
    let parts: Vec<&str> = rest.split('*').collect();
    let (last, middle) = parts.split_last().expect("split yields at least one part");
    for part in middle {
        // The earliest place is always good enough: what follows has the most room then.
        let Some(at) = left.find(part) else {
            return false;
        };
        left = &left[at + part.len()..];
    }
    left.ends_with(last)
}

impl FromStr for HostPathPattern {
    type Err = HostPathError;

    fn from_str(text: &str) -> Result<Self, HostPathError> {
        let below = text.strip_prefix('/').ok_or(HostPathError)?;
        let segments: Vec<&str> = below.split('/').collect();
        let (last, outer) = segments.split_last().ok_or(HostPathError)?;
        let sound = |segment: &str| {
            !matches!(segment, "" | "." | "..")
                && !segment.contains("**")
                && !segment.contains(|c: char| c == '\\' || c.is_control())
        };
        let sound = outer.iter().all(|s| sound(s)) && (*last == "**" || sound(last));
        if sound && text.len() <= 1024 {
            Ok(Self(text.into()))
        } else {
            Err(HostPathError)
        }
    }
}

impl TryFrom<String> for HostPathPattern {
    type Error = HostPathError;
    fn try_from(text: String) -> Result<Self, HostPathError> {
        text.parse()
    }
}

impl From<HostPathPattern> for String {
    fn from(pattern: HostPathPattern) -> Self {
        pattern.0
    }
}

impl fmt::Display for HostPathPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opens(pattern: &str, place: &str) -> bool {
        let pattern: HostPathPattern = pattern.parse().expect(pattern);
        pattern.opens(&place.parse().expect(place))
    }

    #[test]
    fn a_star_stays_within_its_segment() {
        assert!(opens("/etc/motd", "/etc/motd"));
        assert!(!opens("/etc/motd", "/etc/motd2"));
        assert!(opens("/etc/cron.d/acme-*", "/etc/cron.d/acme-backup"));
        assert!(!opens("/etc/cron.d/acme-*", "/etc/cron.d/acme-x/y"));
        assert!(!opens("/etc/*", "/etc/ssh/sshd_config"));
        assert!(opens("/opt/*-x*.conf", "/opt/a-b-xyz.conf"));
        assert!(!opens("/opt/ab*ba", "/opt/aba"));
        // What a part of the pattern has taken is not there for the next part.
        assert!(!opens("/opt/*ab*b", "/opt/ab"));
        assert!(!opens("/opt/*ab*b", "/opt/xxab"));
        assert!(opens("/opt/*ab*b", "/opt/xxabb"));
    }

    #[test]
    fn two_stars_open_all_that_lies_below_and_not_the_place_itself() {
        assert!(opens("/srv/acme/**", "/srv/acme/a/b"));
        assert!(!opens("/srv/acme/**", "/srv/acme"));
        assert!(!opens("/srv/acme/**", "/srv/acme2/a"));
        assert!(opens("/**", "/etc/motd"));
    }

    #[test]
    fn a_pattern_opens_the_host_alone() {
        assert!(!opens("/**", "config/app.conf"));
        for bad in [
            "",
            "etc/x",
            "/",
            "/etc//x",
            "/etc/../x",
            "/**/x",
            "/a**",
            "/a\\b",
        ] {
            assert_eq!(bad.parse::<HostPathPattern>(), Err(HostPathError), "{bad}");
        }
    }
}
