//! From the depot onto the target, and back.

use camino::Utf8PathBuf;
use clap::Args;
use clap::builder::PossibleValuesParser;
use sealift_app::cases::change::ACCEPTABLE;

use super::Change;

#[derive(Debug, Args)]
pub(crate) struct ProductChoice {
    /// Only this product
    #[arg(value_name = "PRODUCT")]
    pub(crate) product: Option<String>,
    /// Read every installed file, not only those whose size or times have changed
    #[arg(long)]
    pub(crate) full: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The release; its newest version in the depot when none is named
    #[arg(value_name = "PRODUCT[@VERSION]")]
    pub(crate) release: String,
    /// Check against another machine's facts instead of this one
    #[arg(long, value_name = "FILE")]
    pub(crate) facts: Option<Utf8PathBuf>,
    #[command(flatten)]
    pub(crate) answers: Answers,
}

/// Answers to a release's questions.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Answers {
    /// Answers as a JSON or TOML file
    #[arg(long, value_name = "FILE")]
    pub(crate) answers: Option<Utf8PathBuf>,
    /// One answer; KEY=@FILE takes a file's content
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub(crate) set: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Configure {
    /// The release; its newest version in the depot when none is named
    #[arg(value_name = "PRODUCT[@VERSION]")]
    pub(crate) release: String,
    #[command(flatten)]
    pub(crate) answers: Answers,
    /// Only print the questions
    #[arg(long)]
    pub(crate) show: bool,
    /// Only print this document of the release, such as a licence that a question names
    #[arg(long, value_name = "ID", conflicts_with = "show")]
    pub(crate) document: Option<String>,
    #[command(flatten)]
    pub(crate) change: Change,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  sealift install com.acme.monitoring --dry-run
  sealift install com.acme.monitoring@1.1.0 --answers site.toml --ticket CHG-1042 --yes
  sealift install com.acme.monitoring --stage-only     then, in the maintenance window, without it")]
pub(crate) struct Install {
    /// The release; its newest version in the depot when none is named
    #[arg(value_name = "PRODUCT[@VERSION]")]
    pub(crate) release: String,
    #[command(flatten)]
    pub(crate) answers: Answers,
    /// Install this optional component too
    #[arg(long = "with", value_name = "COMPONENT")]
    pub(crate) with: Vec<String>,
    /// Leave this optional component out
    #[arg(long = "without", value_name = "COMPONENT")]
    pub(crate) without: Vec<String>,
    #[command(flatten)]
    pub(crate) change: Change,
    /// Accept what the policy leaves to the operator, by its code
    #[arg(long, value_name = "CODE", value_parser = acceptable())]
    pub(crate) accept: Vec<String>,
    /// Print the plan and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Place the files now and leave activation for later
    #[arg(long)]
    pub(crate) stage_only: bool,
    /// Replace configuration files that an operator edited; the edited ones are kept beside them
    #[arg(long)]
    pub(crate) replace_edited: bool,
    /// Go on without asking
    #[arg(long)]
    pub(crate) yes: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Rollback {
    /// The product
    #[arg(value_name = "PRODUCT")]
    pub(crate) product: String,
    /// The version to return to; the one before the present one when absent
    #[arg(long, value_name = "VERSION")]
    pub(crate) to: Option<String>,
    #[command(flatten)]
    pub(crate) change: Change,
    /// Accept what the policy leaves to the operator, by its code
    #[arg(long, value_name = "CODE", value_parser = acceptable())]
    pub(crate) accept: Vec<String>,
    /// Print the plan and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Go on without asking
    #[arg(long)]
    pub(crate) yes: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Uninstall {
    /// The product
    #[arg(value_name = "PRODUCT")]
    pub(crate) product: String,
    /// Remove its data and configuration too
    #[arg(long)]
    pub(crate) purge: bool,
    #[command(flatten)]
    pub(crate) change: Change,
    /// Print the plan and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Go on without asking
    #[arg(long)]
    pub(crate) yes: bool,
}

/// A code that no question has would be taken for an acceptance and accept nothing.
fn acceptable() -> PossibleValuesParser {
    PossibleValuesParser::new(ACCEPTABLE)
}

#[cfg(test)]
mod tests {
    use crate::arguments::CommandLine;
    use clap::Parser as _;

    #[test]
    fn a_mistyped_acceptance_names_the_nearest() {
        let words = ["sealift", "install", "com.acme.x", "--accept", "rebot"];
        let error = CommandLine::try_parse_from(words).expect_err("no such question");
        assert!(error.render().to_string().contains("'reboot'"), "{error}");
    }
}
