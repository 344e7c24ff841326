//! Which files of a source tree a component takes, and with which modes.

use std::fmt;
use std::str::FromStr;

use globset::{GlobBuilder, GlobMatcher};
use sealift_package::manifest::Mode;

/// Paths below a source tree: `*` stands for any part of one segment, `**` for any number of segments. A pattern that
/// ends with `/` means directories alone.
#[derive(Clone)]
pub struct Pattern {
    text: String,
    matcher: GlobMatcher,
    directories: bool,
}

impl Pattern {
    /// Whether the pattern means this file or link.
    #[must_use]
    pub fn means(&self, path: &str) -> bool {
        !self.directories && self.matcher.is_match(path)
    }

    /// Whether the pattern means this directory.
    #[must_use]
    pub fn means_directory(&self, path: &str) -> bool {
        self.directories && self.matcher.is_match(path)
    }

    /// Whether the pattern means whatever has this path.
    #[must_use]
    pub fn means_any(&self, path: &str) -> bool {
        self.matcher.is_match(path)
    }
}

impl FromStr for Pattern {
    type Err = globset::Error;

    fn from_str(text: &str) -> Result<Self, globset::Error> {
        let body = text.strip_suffix('/');
        let glob = GlobBuilder::new(body.unwrap_or(text))
            .literal_separator(true)
            .backslash_escape(true)
            .build()?;
        Ok(Self {
            text: text.into(),
            matcher: glob.compile_matcher(),
            directories: body.is_some(),
        })
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pattern({})", self.text)
    }
}

/// A mode for the paths of a pattern.
#[derive(Debug, Clone)]
pub struct ModeRule {
    /// Which paths.
    pub glob: Pattern,
    /// Their mode.
    pub mode: Mode,
}

/// How a source tree becomes a component's tree.
#[derive(Debug, Clone, Default)]
pub struct TreeRules {
    /// What is taken; all when there is no pattern.
    pub include: Vec<Pattern>,
    /// What is left out of that; a directory with all that is below it.
    pub exclude: Vec<Pattern>,
    /// Modes that are not to follow the source; the last rule that matches holds.
    pub modes: Vec<ModeRule>,
    /// Links that may lead out of the tree.
    pub outward_symlinks: Vec<Pattern>,
}

impl TreeRules {
    pub(super) fn takes(&self, path: &str) -> bool {
        self.include.is_empty() || self.include.iter().any(|pattern| pattern.means_any(path))
    }

    pub(super) fn leaves_out(&self, path: &str) -> bool {
        self.exclude.iter().any(|pattern| pattern.means_any(path))
    }

    pub(super) fn file_mode(&self, path: &str) -> Option<Mode> {
        let mut rules = self.modes.iter().rev();
        rules
            .find(|rule| rule.glob.means(path))
            .map(|rule| rule.mode)
    }

    pub(super) fn directory_mode(&self, path: &str) -> Option<Mode> {
        let mut rules = self.modes.iter().rev();
        rules
            .find(|rule| rule.glob.means_directory(path))
            .map(|rule| rule.mode)
    }

    pub(super) fn may_leave(&self, link: &str) -> bool {
        self.outward_symlinks
            .iter()
            .any(|pattern| pattern.means(link))
    }
}
