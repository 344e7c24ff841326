//! How the program is started. What it may touch is decided here, before there is a page.

use camino::Utf8PathBuf;
use clap::Parser;

/// Carries software across an air gap: imports, checks, installs, and proves what was done.
#[derive(Debug, Clone, Default, Parser)]
#[command(name = "sealift-desktop", version)]
pub(crate) struct Options {
    /// Packages, keys or descriptions to begin with
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<Utf8PathBuf>,
    /// Relocate everything (state, policy and every installed path) below this folder
    #[arg(long, value_name = "DIR", env = "SEALIFT_ROOT", conflicts_with_all = ["system", "user"])]
    pub(crate) root: Option<Utf8PathBuf>,
    /// Work for the whole machine, asking for an administrator; so it is where Sealift is installed for everybody
    #[arg(long, conflicts_with = "user")]
    pub(crate) system: bool,
    /// Work for whoever is logged in alone
    #[arg(long)]
    pub(crate) user: bool,
    /// Treat this folder as a drive
    #[arg(long, value_name = "DIR", env = "SEALIFT_MEDIA", value_delimiter = ',')]
    pub(crate) media: Vec<Utf8PathBuf>,
    /// Answer every dialog from this file, one JSON list of paths a line
    #[cfg(debug_assertions)]
    #[arg(long, value_name = "FILE")]
    pub(crate) picks: Option<Utf8PathBuf>,
    /// The elevated side, where it is not installed
    #[cfg(debug_assertions)]
    #[arg(long, value_name = "PROGRAM")]
    pub(crate) helper: Option<Utf8PathBuf>,
}
