//! What is done on a target besides placing files, each with its undo.
//!
//! Texts marked *template* are rendered with the answers and the target's paths; each argument of a command is one
//! template that yields one argument, so that no answer can become an option or a second word (threat C4).

use std::collections::BTreeMap;

use schemars::JsonSchema;
use sealift_document::{Count, Text};
use serde::{Deserialize, Serialize};

use super::identity::{Identifier, Mode, TargetPath};
use crate::path::RelativePath;

/// One thing to do; the unit of undo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Step {
    /// Its name within the component.
    pub id: Identifier,
    /// What people read while it runs; a text of our own stands in when it is absent.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub title: Text,
    /// Before or after the new release becomes the active one; absent means where its kind belongs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phase: Option<Phase>,
    /// The vendor declares that this step cannot be undone.
    #[serde(default, skip_serializing_if = "is_false")]
    pub irreversible: bool,
    /// The machine must be restarted afterwards.
    #[serde(default, skip_serializing_if = "is_false")]
    pub reboot: bool,
    /// The thing itself.
    #[serde(flatten)]
    pub action: Action,
}

impl Step {
    /// The phase it runs in.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.phase.unwrap_or(match self.action {
            Action::Service(_) | Action::Check(_) => Phase::Finish,
            _ => Phase::Prepare,
        })
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands fields over by reference"
)]
const fn is_false(value: &bool) -> bool {
    !*value
}

/// Where in the order of an install a step stands.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// Before the switch, with the product's services stopped.
    Prepare,
    /// After the switch.
    Finish,
}

/// The kinds of steps a vendor can declare. `files` and `activate` come from the planner alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Action {
    /// A directory that must exist.
    Directory(DirectoryAction),
    /// A symbolic link.
    Symlink(SymlinkAction),
    /// A file rendered from a template.
    ConfigFile(ConfigFile),
    /// A system user.
    User(UserAction),
    /// A program that keeps running.
    Service(ServiceAction),
    /// A program that runs once, with its own undo.
    Command(CommandAction),
    /// A condition that must come true, else the install is undone.
    Check(CheckAction),
}

/// A directory that must exist with this mode and owner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DirectoryAction {
    /// Where.
    pub path: TargetPath,
    /// Its mode.
    pub mode: Mode,
    /// A user that owns it; one of the release's `user` steps or of the host.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
}

/// A symbolic link to be placed outside the release's tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SymlinkAction {
    /// Where the link lies.
    pub path: TargetPath,
    /// What it points to.
    pub to: TargetPath,
}

/// A file rendered from a template in the component's tree (Jinja syntax).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ConfigFile {
    /// Where the file goes.
    pub path: TargetPath,
    /// The template, below the component's tree.
    pub template: RelativePath,
    /// Its mode; without any right for others when a secret is rendered into it.
    pub mode: Mode,
    /// A user that owns it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
}

/// A system user without login.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UserAction {
    /// The login name.
    pub name: String,
    /// Its home directory; none when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home: Option<TargetPath>,
}

/// How a program is started.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Invocation {
    /// The program and its arguments, templates; the program is a path below the component's tree or absolute.
    pub run: Vec<String>,
    /// Environment variables, templates; nothing else is inherited but a plain `PATH`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub environment: BTreeMap<String, String>,
    /// The user it runs as; the installer's own when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
}

/// A program that keeps running.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ServiceAction {
    /// Its name; the host's unit is called `<product>-<name>`.
    pub name: Identifier,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub description: Text,
    /// How it is started.
    #[serde(flatten)]
    pub invocation: Invocation,
    /// When it is started again.
    #[serde(default)]
    pub restart: RestartRule,
    /// Seconds between asking it to stop and ending it.
    pub stop_seconds: Count,
    /// When it counts as up; the moment it has started when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ready: Option<CheckAction>,
}

/// When a service is started again after it ended by itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RestartRule {
    /// Whenever it ended.
    Always,
    /// When it ended with an error.
    #[default]
    OnFailure,
    /// Never.
    Never,
}

/// A program that runs once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CommandAction {
    /// What is run.
    #[serde(flatten)]
    pub invocation: Invocation,
    /// What takes it back; a step without it is undone by nothing and shown so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undo: Option<Invocation>,
    /// Seconds after which it is ended and counts as failed.
    pub timeout_seconds: Count,
    /// Places it may write to; elsewhere the sandbox denies it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub writes: Vec<TargetPath>,
}

/// A condition that must come true.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CheckAction {
    /// What is looked at.
    pub probe: Probe,
    /// How long to wait for it.
    pub within: Backoff,
}

/// How long and how often a condition is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Backoff {
    /// Seconds until it counts as failed.
    pub seconds: Count,
    /// Milliseconds between two tries.
    pub every_ms: Count,
}

/// Something that can be looked at without changing anything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Probe {
    /// A program that must end with 0.
    Command(Invocation),
    /// A TCP port that must accept a connection; host and port are templates.
    Tcp {
        /// Host name or address.
        host: String,
        /// Port.
        port: String,
    },
    /// An HTTP resource (plain HTTP to this host) that must answer.
    Http {
        /// The address, a template.
        url: String,
        /// The status it must answer with.
        status: u16,
        /// A text its body must contain.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        contains: Option<String>,
    },
    /// A file that must exist.
    File {
        /// Where.
        path: TargetPath,
        /// A text it must contain.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        contains: Option<String>,
    },
}
