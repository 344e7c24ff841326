//! Where a site keeps what.

use sealift_package::manifest::ProductId;
use sealift_package::path::RelativePath;

use crate::effects::HostPath;

/// The three folders of a site, below the world's root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SitePaths {
    /// What Sealift keeps: `var/lib/sealift`.
    pub state: HostPath,
    /// What administrators decide: `etc/sealift`.
    pub config: HostPath,
    /// What lasts until the machine is restarted: `run/sealift`.
    pub run: HostPath,
}

impl SitePaths {
    /// The database.
    #[must_use]
    pub fn database(&self) -> HostPath {
        below(&self.state, "state.db")
    }

    /// The secret key of the log.
    #[must_use]
    pub fn log_key(&self) -> HostPath {
        below(&self.state, "log-key")
    }

    /// The log key of the next epoch, while the log is handed over to it.
    #[must_use]
    pub fn next_log_key(&self) -> HostPath {
        below(&self.state, "log-key.next")
    }

    /// The depot.
    #[must_use]
    pub fn depot(&self) -> HostPath {
        below(&self.state, "depot")
    }

    /// Answers kept for next installs, one file a product.
    #[must_use]
    pub fn prepared_answers(&self) -> HostPath {
        below(&self.state, "answers")
    }

    /// The private part of a product's answers in force.
    #[must_use]
    pub fn secrets_of(&self, product: &ProductId) -> HostPath {
        below(&self.state, &format!("secrets/{product}.json"))
    }

    /// The keys that this site trusts.
    #[must_use]
    pub fn trust_store(&self) -> HostPath {
        below(&self.config, "trust.json")
    }

    /// The trust store that takes its place once that is recorded.
    #[must_use]
    pub fn next_trust_store(&self) -> HostPath {
        below(&self.config, "trust.json.next")
    }

    /// The facility's rules.
    #[must_use]
    pub fn policy(&self) -> HostPath {
        below(&self.config, "policy.json")
    }
}

fn below(folder: &HostPath, name: &str) -> HostPath {
    let name: RelativePath = name.parse().expect("a plain name");
    folder
        .join(&name)
        .expect("a site's folders are short, which its scope sees to")
}
