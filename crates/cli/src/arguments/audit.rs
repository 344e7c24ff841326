//! The audit log.

use camino::Utf8PathBuf;
use clap::{Args, Subcommand, ValueEnum};

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
    /// Write the evidence, or a report that holds it, to one file
    Export(AuditExport),
    /// Verify an exported file, on any machine
    Verify(AuditVerify),
    /// Print the signed checkpoint, to be kept elsewhere
    Checkpoint {
        /// Print the log's public key instead
        #[arg(long)]
        key: bool,
        /// Write to this file instead of the terminal
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
    /// A checkpoint of the same log, as kept elsewhere
    #[arg(long, value_name = "FILE")]
    pub(crate) checkpoint: Option<Utf8PathBuf>,
}
