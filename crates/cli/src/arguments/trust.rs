//! Keys whose releases are accepted here.

use camino::Utf8PathBuf;
use clap::{Args, Subcommand};

use super::Change;

#[derive(Debug, Subcommand)]
pub(crate) enum TrustCommand {
    /// Accept releases signed with a key, after comparing its fingerprint with paper
    Add(TrustAdd),
    /// List the keys that are accepted
    List,
    /// Show a key's fingerprint, to be printed or read aloud and compared
    Fingerprint {
        /// The public key file
        #[arg(value_name = "PUB")]
        key: Utf8PathBuf,
    },
    /// Accept a key no longer
    Remove(TrustRemove),
}

#[derive(Debug, Args)]
pub(crate) struct TrustAdd {
    /// The public key file
    #[arg(value_name = "PUB")]
    pub(crate) key: Utf8PathBuf,
    /// The fingerprint that was compared beforehand; without it a person is asked to compare
    #[arg(long, value_name = "HEX")]
    pub(crate) fingerprint: Option<String>,
    /// Accept the key for these products alone, such as 'com.acme.*'
    #[arg(long, value_name = "PATTERN")]
    pub(crate) product: Vec<String>,
    #[command(flatten)]
    pub(crate) change: Change,
}

#[derive(Debug, Args)]
pub(crate) struct TrustRemove {
    /// The key's fingerprint
    #[arg(value_name = "HEX")]
    pub(crate) fingerprint: String,
    /// Refuse it from now on, also for releases already imported
    #[arg(long)]
    pub(crate) revoke: bool,
    #[command(flatten)]
    pub(crate) change: Change,
}
