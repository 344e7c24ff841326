//! Which texts must not be seen.

use sealift_plan::configuration::Settled;

/// What stands for a secret.
pub(super) const MASK: &str = "[secret]";
/// Lines of a secret shorter than this are not masked by themselves: they would be found everywhere.
const LEAST_LINE: usize = 8;

/// Masks the secrets of one run (threat A18).
#[derive(Clone, Default)]
pub(crate) struct Scrubber {
    /// Longest first, so that none survives inside another.
    secrets: Vec<String>,
    /// Whether nobody knows what the secrets are, so that nothing may be seen.
    hides_all: bool,
}

impl Scrubber {
    /// Masks the secret answers of a configuration, whole and line by line.
    pub(crate) fn of(settled: &Settled) -> Self {
        Self::new(settled.secrets.values().map(|secret| secret.expose()))
    }

    pub(crate) fn new<'a>(secrets: impl Iterator<Item = &'a str>) -> Self {
        let mut all: Vec<String> = vec![];
        for secret in secrets.filter(|secret| !secret.is_empty()) {
            let lines = secret
                .lines()
                .map(str::trim)
                .filter(|line| line.len() >= LEAST_LINE);
            all.extend(lines.map(ToOwned::to_owned));
            all.push(secret.to_owned());
        }
        all.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        all.dedup();
        Self {
            secrets: all,
            hides_all: false,
        }
    }

    /// Masks whole texts, because the secrets that may stand in them cannot be read.
    pub(crate) const fn blind() -> Self {
        Self {
            secrets: vec![],
            hides_all: true,
        }
    }

    /// The secrets, for a last look at records.
    pub(crate) fn secrets(&self) -> Vec<&str> {
        self.secrets.iter().map(String::as_str).collect()
    }

    /// Masks every secret in a text that is whole.
    pub(crate) fn text(&self, text: &str) -> String {
        if self.hides_all {
            return MASK.to_owned();
        }
        let mut masked = text.to_owned();
        for secret in &self.secrets {
            if masked.contains(secret.as_str()) {
                masked = masked.replace(secret.as_str(), MASK);
            }
        }
        masked
    }

    /// The longest secret that these bytes begin with.
    pub(super) fn secret_at(&self, bytes: &[u8]) -> Option<&str> {
        let found = self
            .secrets
            .iter()
            .find(|secret| bytes.starts_with(secret.as_bytes()));
        found.map(String::as_str)
    }

    /// Whether these bytes could go on to be a secret, or a longer one than they hold.
    pub(super) fn may_begin_with(&self, bytes: &[u8]) -> bool {
        self.secrets
            .iter()
            .any(|secret| secret.len() > bytes.len() && secret.as_bytes().starts_with(bytes))
    }
}
