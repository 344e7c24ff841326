//! Answers that nobody may see.

use std::fmt;

/// What stands for a secret wherever something is shown.
pub const MASK: &str = "••••••••";

/// A secret answer. It cannot be serialised, and printing it prints nothing of it (threat A18).
///
/// Whoever needs the text itself says so with [`Secret::expose`], which is easy to search for.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Keeps a text secret from here on.
    #[must_use]
    pub const fn new(text: String) -> Self {
        Self(text)
    }

    /// The text itself, for the file or the environment it is meant for.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(••••••••)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a18_printing_a_secret_prints_nothing_of_it() {
        let shown = format!(
            "{:?} {:#?}",
            Secret::new("hunter2".into()),
            Some(Secret::new("hunter2".into()))
        );
        assert!(!shown.contains("hunter2"), "{shown}");
    }
}
