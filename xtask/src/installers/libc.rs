//! Which version of the C library a program needs.
//!
//! A program says so in names such as `GLIBC_2.34`, one for each version that it takes a function from; the highest is
//! the oldest system that it runs on. A package that did not ask for it would install well there, and then not start.

use anyhow::{Context, Result};
use std::fmt;
use std::fs;
use std::path::PathBuf;

const MARK: &[u8] = b"GLIBC_";

/// A version of the GNU C library.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Version(u32, u32);

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0, self.1)
    }
}

/// The oldest version with which all these programs start.
pub(super) fn needed_by(programs: &[PathBuf]) -> Result<Version> {
    let mut needed = None;
    for program in programs {
        let bytes = fs::read(program).with_context(|| format!("{}", program.display()))?;
        needed = needed.max(highest(&bytes));
    }
    needed.context("the programs name no version of the C library")
}

fn highest(program: &[u8]) -> Option<Version> {
    let starts = program.windows(MARK.len()).enumerate();
    let marks = starts.filter(|(_, bytes)| *bytes == MARK);
    marks
        .filter_map(|(at, _)| version(&program[at + MARK.len()..]))
        .max()
}

/// Reads `2.34` up to the end of the name; `PRIVATE` and names with a third number are no versions to ask for.
fn version(text: &[u8]) -> Option<Version> {
    let name = text.split(|byte| *byte == 0).next()?;
    let (major, minor) = std::str::from_utf8(name).ok()?.split_once('.')?;
    Some(Version(major.parse().ok()?, minor.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_version_counts_and_numbers_are_no_texts() {
        let names = b"\0GLIBC_2.9\0GLIBC_2.34\0GLIBC_2.4\0GLIBC_PRIVATE\0GLIBC_2.2.5\0";
        assert_eq!(highest(names), Some(Version(2, 34)));
        assert_eq!(highest(b"GLIB_2.80\0"), None);
        assert!(Version(2, 4) < Version(2, 34));
    }
}
