//! From media into the depot, and out of it again.

use camino::Utf8PathBuf;
use clap::{Args, Subcommand};
use sealift_app::Ordinals;

use super::Change;
use super::vendor::parse_size;

#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// The volumes to check
    #[arg(value_name = "VOLUME", required = true)]
    pub(crate) volumes: Vec<Utf8PathBuf>,
    /// Believe this public key instead of the keys trusted here
    #[arg(long, value_name = "PUB")]
    pub(crate) key: Option<Utf8PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  sealift import /media/stick                 every volume in the folder
  sealift import disc1.sealift disc3.sealift  in any order, from any drive
  receiver | sealift import -                 from a pipe or a data diode")]
pub(crate) struct Import {
    /// Volumes, folders that hold volumes, or - for a pipe
    #[arg(value_name = "FILE|DIR|-", required = true)]
    pub(crate) sources: Vec<Utf8PathBuf>,
    #[command(flatten)]
    pub(crate) change: Change,
}

#[derive(Debug, Subcommand)]
pub(crate) enum DepotCommand {
    /// List the releases
    List,
    /// Read every stored byte again and name what has rotted
    Verify,
    /// Write a release again, in volumes of another size, with its original signatures
    Export(DepotExport),
    /// Remove releases that are neither installed nor kept, and what only they need
    Gc {
        /// Remove this release too, as PRODUCT@VERSION
        #[arg(long, value_name = "PRODUCT@VERSION")]
        remove: Vec<String>,
        #[command(flatten)]
        change: Change,
    },
}

#[derive(Debug, Args)]
pub(crate) struct DepotExport {
    /// The release
    #[arg(value_name = "PRODUCT@VERSION")]
    pub(crate) release: String,
    /// The folder that takes the volumes
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Utf8PathBuf,
    /// Split into volumes of at most this size (bytes, or with K, M, G)
    #[arg(long, value_name = "SIZE", value_parser = parse_size)]
    pub(crate) volume_size: Option<u64>,
    /// Write a repair volume with these chunks alone, as `depot verify` and `import` number them (0-3,17)
    #[arg(long, value_name = "NUMBERS")]
    pub(crate) chunks: Option<Ordinals>,
}
