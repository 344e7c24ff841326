//! How a window looks to a person: colours and language.

use std::fmt;

/// Colours and language of a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// `light` or `dark`.
    pub colours: &'static str,
    /// `en` or `de`.
    pub language: &'static str,
}

impl Look {
    /// What a journey runs in unless its looks are what it is about.
    pub const PLAIN: Self = Self {
        colours: "light",
        language: "en",
    };
    const OTHER: Self = Self {
        colours: "dark",
        language: "de",
    };

    /// The looks that screens are judged in: both colours and both languages once, or with `SEALIFT_LOOKS=all` each
    /// with each.
    #[must_use]
    pub fn judged() -> Vec<Self> {
        let mut looks = vec![Self::PLAIN, Self::OTHER];
        if std::env::var("SEALIFT_LOOKS").is_ok_and(|which| which == "all") {
            looks.push(Self {
                language: "de",
                ..Self::PLAIN
            });
            looks.push(Self {
                language: "en",
                ..Self::OTHER
            });
        }
        looks
    }
}

impl fmt::Display for Look {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.colours, self.language)
    }
}
