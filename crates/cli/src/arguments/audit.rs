//! The audit log.

use camino::Utf8PathBuf;
use clap::{Args, Subcommand, ValueEnum};

use super::Change;

#[derive(Debug, Subcommand)]
pub(crate) enum AuditCommand {
    /// Show records, newest last
    Log {
        /// At most this many
        #[arg(long, short = 'n', default_value_t = 50)]
        last: u64,
        /// Only this product
        #[arg(long)]
        product: Option<String>,
    },
    /// Show one record with everything in it: who, why, and what a step's program wrote
    Show {
        /// Its number, as `audit log` shows it
        number: u64,
    },
    /// Write the evidence, or a report that holds it, to one file
    Export(AuditExport),
    /// Verify an exported file, on any machine
    Verify(AuditVerify),
    /// Print the signed checkpoint, to be kept elsewhere
    Checkpoint {
        /// Print the log's public key instead
        #[arg(long)]
        key: bool,
        /// Print earlier checkpoints before it: who keeps them can later tell a restored snapshot from a rewritten log
        #[arg(long, conflicts_with = "key")]
        trail: bool,
        /// Write to this file instead of the terminal
        #[arg(long, value_name = "FILE")]
        out: Option<Utf8PathBuf>,
    },
    /// Give the log a new key, signed over by the old one, and print its public half
    RotateKey {
        #[command(flatten)]
        change: Change,
        /// Write the public key to this file instead of the terminal
        #[arg(long, value_name = "FILE")]
        out: Option<Utf8PathBuf>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct AuditExport {
    /// What to write
    #[arg(long, value_enum, default_value_t = ExportFormat::Html)]
    pub(crate) format: ExportFormat,
    /// The file to write
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Utf8PathBuf,
    /// Withhold names of people, hosts and paths; the file still verifies and says that it is redacted
    #[arg(long)]
    pub(crate) redact: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// The evidence alone
    Json,
    /// A readable report with the evidence inside
    Html,
}

#[derive(Debug, Args)]
pub(crate) struct AuditVerify {
    /// The exported file, JSON or HTML
    #[arg(value_name = "FILE")]
    pub(crate) file: Utf8PathBuf,
    /// The log's public key, as kept elsewhere
    #[arg(long, value_name = "PUB")]
    pub(crate) log_key: Option<Utf8PathBuf>,
    /// A checkpoint of the same log, as kept elsewhere; may be given several times
    #[arg(long, value_name = "FILE")]
    pub(crate) checkpoint: Vec<Utf8PathBuf>,
    /// Clock anomalies before this record have been reviewed and do not decide the verdict again
    #[arg(long, value_name = "RECORD")]
    pub(crate) clock_reviewed_to: Option<u64>,
}
