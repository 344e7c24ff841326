//! The command line as it is typed: verbs for the daily path, nouns for the rest.
//!
//! Only shapes and help texts; `commands` gives them meaning.

mod audit;
mod depot;
mod install;
mod trust;
mod vendor;

use std::ffi::OsString;

use camino::Utf8PathBuf;
use clap::{Args, Parser, Subcommand};
use sealift_app::{Exit, Failure, Particulars, plain};

pub(crate) use audit::{AuditCommand, AuditExport, AuditVerify, ExportFormat};
pub(crate) use depot::{DepotCommand, DepotExport, Import, Verify};
pub(crate) use install::{Answers, Check, Configure, Install, ProductChoice, Rollback, Uninstall};
pub(crate) use trust::{TrustAdd, TrustCommand};
pub(crate) use vendor::{Inspect, Keygen, Pack, Sign, Try};

/// Carries software across an air gap: sealed by a vendor, checked and installed inside, proven to an officer.
#[derive(Debug, Parser)]
#[command(
    name = "sealift",
    version,
    propagate_version = true,
    max_term_width = 100
)]
#[command(after_help = "\
Exit codes:
  0 done                               15 refused by policy, or an approval is missing
  1 internal error                     16 release incomplete: chunks are missing
  2 usage                              17 audit verification failed
  10 package refused                   18 media or storage error; nothing changed
  11 target incompatible               19 another run holds the lock
  12 configuration invalid             20 cancelled and undone
  13 install failed, rolled back completely
  14 rollback incomplete; `sealift status` says what is left

Examples:
  sealift import /media/stick/monitoring-1.0.0.sealift
  sealift check com.acme.monitoring
  sealift install com.acme.monitoring --set prometheus.port=9090 --ticket CHG-1042
  sealift rollback com.acme.monitoring --yes
  sealift audit export --format html --out report.html")]
pub(crate) struct CommandLine {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What every command takes.
#[derive(Debug, Args)]
pub(crate) struct Common {
    /// Relocate everything (state, policy and every installed path) below this folder
    #[arg(long, value_name = "DIR", global = true, env = "SEALIFT_ROOT")]
    pub(crate) root: Option<Utf8PathBuf>,
    /// Print one JSON document, or one JSON event a line for long work
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Language of messages, such as en or de
    #[arg(long, value_name = "TAG", global = true, env = "SEALIFT_LANG")]
    pub(crate) language: Option<String>,
    /// Say only what went wrong
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
}

/// Who and why, as the records keep it.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Change {
    /// The change ticket this belongs to
    #[arg(long, value_name = "T")]
    pub(crate) ticket: Option<String>,
    /// Why it is done
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: Option<String>,
    /// Your name as it shall be printed in the record
    #[arg(long, value_name = "NAME", env = "SEALIFT_NAME")]
    pub(crate) name: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a signing key pair (vendor)
    Keygen(Keygen),
    /// Seal a release into signed volumes (vendor)
    Pack(Pack),
    /// Sign volumes that were packed unsigned, on an offline machine (vendor)
    Sign(Sign),
    /// Install an unsigned build into a throwaway root and keep what failed (vendor)
    Try(Try),
    /// Show what a volume says of itself, believing nothing
    Inspect(Inspect),
    /// Check volumes: structure, signature and every stored byte
    Verify(Verify),
    /// Take volumes from removable media, a folder or a pipe into the depot
    Import(Import),
    /// See whether this target can take a release
    Check(Check),
    /// Answer a release's questions and keep the answers for its install
    Configure(Configure),
    /// Show the plan of an install without changing anything
    Plan(Install),
    /// Install a release, or upgrade to it
    Install(Install),
    /// Upgrade an installed product to a newer release
    Upgrade(Install),
    /// Return to an earlier release that is still in the depot
    Rollback(Rollback),
    /// Remove an installed product; its data stays unless --purge
    Uninstall(Uninstall),
    /// List the releases in the depot
    List,
    /// Show installed products, their health, and anything unfinished
    Status(ProductChoice),
    /// Finish undoing a run that was interrupted
    Recover,
    /// Keep this root's services running (started by itself where systemd does not run)
    Supervise {
        /// Stop what is running below this root, and end
        #[arg(long)]
        stop: bool,
    },
    /// Collect what this machine is, for `check --facts` elsewhere
    Facts(Facts),
    /// Write what a vendor may see into one file, after listing it for approval
    SupportBundle(SupportBundle),
    /// Read, export and verify the audit log
    #[command(subcommand)]
    Audit(AuditCommand),
    /// Keys whose releases are accepted here
    #[command(subcommand)]
    Trust(TrustCommand),
    /// The facility's own rules
    #[command(subcommand)]
    Policy(PolicyCommand),
    /// The store of verified releases
    #[command(subcommand)]
    Depot(DepotCommand),
    /// Print shell completions
    #[command(hide = true)]
    Completions {
        /// For which shell
        shell: clap_complete::Shell,
    },
    /// Write the manual pages
    #[command(hide = true)]
    ManPages {
        /// Into which folder
        out: Utf8PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum PolicyCommand {
    /// Show the policy in force and where it lies
    Show,
}

#[derive(Debug, Args)]
pub(crate) struct Facts {
    /// Write to this file instead of the terminal
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<Utf8PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct SupportBundle {
    /// The file to write
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Utf8PathBuf,
    /// Approve the listed content without being asked
    #[arg(long)]
    pub(crate) yes: bool,
}

/// The language that the words of a command line ask for, where the line as a whole could not be understood.
pub(crate) fn language(words: &[String]) -> Option<String> {
    let after = words.iter().skip_while(|word| *word != "--language").nth(1);
    let joined = words
        .iter()
        .find_map(|word| word.strip_prefix("--language="));
    after
        .cloned()
        .or_else(|| joined.map(ToOwned::to_owned))
        .or_else(|| std::env::var("SEALIFT_LANG").ok())
}

/// What keeps a command line from being text at all: the first of its words, or of our variables, that is none.
pub(crate) fn not_text(
    words: impl IntoIterator<Item = OsString>,
    variables: impl IntoIterator<Item = (OsString, OsString)>,
) -> Failure {
    let ours = variables.into_iter().filter_map(|(name, value)| {
        let name = name.into_string().ok()?;
        let is_ours = name.starts_with("SEALIFT_") && value.to_str().is_none();
        is_ours.then(|| format!("{name}={}", value.to_string_lossy()))
    });
    let words = words.into_iter().filter(|word| word.to_str().is_none());
    let words = words.map(|word| word.to_string_lossy().into_owned());
    let shown = plain(&words.chain(ours).next().unwrap_or_default());
    let about = Particulars::named("word-not-text").with("shown", shown);
    Failure::saying("usage-not-text", Exit::Usage, about)
}

/// What is wrong with a command line, without the usage that a person would read below it.
pub(crate) fn first_words(rendered: &str) -> String {
    let said = rendered.split("\n\n").next().unwrap_or(rendered);
    let said = said.strip_prefix("error: ").unwrap_or(said);
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_holds_together() {
        CommandLine::command().debug_assert();
    }

    #[test]
    fn what_is_wrong_with_a_command_line_is_one_sentence() {
        let error = CommandLine::try_parse_from(["sealift", "pack", "--json"]);
        let said = first_words(&error.expect_err("it lacks all").render().to_string());
        assert!(
            said.starts_with("the following required arguments"),
            "{said}"
        );
        assert!(said.contains("--out") && !said.contains("Usage"), "{said}");
    }

    #[test]
    fn a_language_is_found_in_words_that_cannot_be_understood() {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(language(&words("x --language de y")).as_deref(), Some("de"));
        assert_eq!(language(&words("x --language=de y")).as_deref(), Some("de"));
    }
}
