//! What an executor is told to do: everything but secrets and rendered content, which exist at run time alone.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use sealift_document::{Count, Digest, Text};
use sealift_package::manifest::{Backoff, ComponentId, Identifier, Mode, ProductId, RestartRule};
use sealift_package::path::RelativePath;
use serde::{Deserialize, Serialize};

use crate::layout::HostPath;

/// One change of the target, or one look at it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Effect {
    /// Place a component's tree from the depot.
    PlaceTree(PlaceTree),
    /// Point `<prefix>/current` at a release's folder, atomically.
    Activate {
        /// The switch.
        switch: HostPath,
        /// The folder it points to from now on.
        release: HostPath,
        /// The folder it points to until then.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        previous: Option<HostPath>,
    },
    /// Take the switch away.
    Deactivate {
        /// The switch.
        switch: HostPath,
        /// The folder it points to until then.
        previous: HostPath,
    },
    /// Make sure that a directory exists. Missing parents are made with mode 0755 and undone alike.
    EnsureDirectory {
        /// Where.
        path: HostPath,
        /// Its mode; a directory that exists keeps its own when absent, a new one gets 0755.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        mode: Option<Mode>,
        /// The user that owns it; the installer's own when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        owner: Option<String>,
    },
    /// Place a symbolic link.
    PlaceSymlink {
        /// Where the link lies.
        path: HostPath,
        /// What it points to.
        to: HostPath,
        /// What lies there until then.
        before: Before,
    },
    /// Render a template of the release into a file.
    RenderFile(RenderFile),
    /// Remove a file that an earlier release placed and the next one does not have.
    RemoveFile {
        /// Where.
        path: HostPath,
        /// Digest of what was placed; a file of another content is not touched.
        placed_sha256: Digest,
    },
    /// Remove a symbolic link likewise.
    RemoveLink {
        /// Where the link lies.
        path: HostPath,
        /// What it points to; a link to elsewhere is not touched.
        to: HostPath,
    },
    /// Remove a directory that an install created, when nothing is left in it.
    RemoveDirectoryIfEmpty {
        /// Where.
        path: HostPath,
    },
    /// Store the secret answers where nobody but Sealift reads them; a plan holds none of them.
    KeepSecrets {
        /// Where.
        at: HostPath,
        /// Whether there are some already.
        #[serde(default, skip_serializing_if = "is_false")]
        replaces: bool,
    },
    /// Take stored secret answers away; they are destroyed when the run has succeeded.
    RemoveSecrets {
        /// Where they lie.
        at: HostPath,
    },
    /// Create a system user without login, unless it exists.
    CreateUser {
        /// The login name.
        name: String,
        /// Its home directory.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        home: Option<HostPath>,
    },
    /// Stop a service and wait until it has stopped; undone by starting it again.
    StopService {
        /// What is in place.
        service: Box<ServiceDefinition>,
    },
    /// Make a service known to the host, in place of an earlier definition where there is one.
    PlaceService {
        /// What is placed.
        service: Box<ServiceDefinition>,
        /// What it replaces.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        previous: Option<Box<ServiceDefinition>>,
    },
    /// Start a service and wait until it is ready.
    StartService {
        /// The unit.
        unit: UnitName,
        /// When it counts as up; once its process runs when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ready: Option<Box<PlannedCheck>>,
    },
    /// Take a stopped service away; undone by placing it again.
    RemoveService {
        /// What is in place.
        service: Box<ServiceDefinition>,
    },
    /// Copy a data directory before its format moves on.
    Backup {
        /// Which.
        data: Identifier,
        /// Where it lies.
        from: HostPath,
        /// Where the copy goes.
        into: HostPath,
        /// The format of its content.
        format: Count,
        /// Bytes in it, as far as they are known.
        bytes: Count,
    },
    /// Put a copy of a data directory back, the present content kept until the run is over.
    RestoreBackup {
        /// Which.
        data: Identifier,
        /// Where the copy lies.
        from: HostPath,
        /// Where it goes.
        to: HostPath,
        /// The format of its content.
        format: Count,
        /// Bytes in it, as far as they are known.
        bytes: Count,
    },
    /// Run a program once.
    RunCommand {
        /// What is run.
        invocation: PlannedInvocation,
        /// What takes it back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        undo: Option<PlannedInvocation>,
        /// Seconds after which it is ended and counts as failed.
        timeout_seconds: Count,
        /// Places it may write to.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        writes: Vec<HostPath>,
    },
    /// Wait for a condition.
    Check(PlannedCheck),
    /// Take a component's tree out of the product's folder; it is destroyed when the run has succeeded.
    RetireTree {
        /// The component.
        component: ComponentId,
        /// The folder name of its release.
        release: String,
        /// Its folder.
        at: HostPath,
        /// Bytes of its regular files.
        bytes: Count,
        /// Its regular files.
        files: Count,
    },
    /// Take a data directory away, as a purge asks; it is destroyed when the run has succeeded.
    RetireData {
        /// Which.
        data: Identifier,
        /// Where it lies.
        at: HostPath,
    },
}

/// A component's tree to be placed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceTree {
    /// The component.
    pub component: ComponentId,
    /// The folder name of its release.
    pub release: String,
    /// Its own folder, which does not exist yet unless it is replaced.
    pub at: HostPath,
    /// Bytes of its regular files.
    pub bytes: Count,
    /// Its regular files.
    pub files: Count,
    /// Its directories.
    pub directories: Count,
    /// Its symbolic links.
    pub symlinks: Count,
    /// Whether a damaged tree of the same release is exchanged for a new one.
    #[serde(default, skip_serializing_if = "is_false")]
    pub replaces: bool,
}

/// A file to be rendered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RenderFile {
    /// Where it goes; a name with the new version at its end when an operator's edits are kept.
    pub path: HostPath,
    /// The component whose template it is.
    pub component: ComponentId,
    /// The template, below the component's tree.
    pub template: RelativePath,
    /// The template in the release's folder on the target.
    pub source: HostPath,
    /// Its mode; a secret rendered into a mode with rights for others is refused.
    pub mode: Mode,
    /// The user that owns it; the installer's own when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// What lies there until then; anything else found there is a conflict.
    pub before: Before,
    /// The file that keeps an operator's edits, when this one is placed beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<Beside>,
}

/// An edited file that is kept, with the new rendition placed beside it (threat I8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beside {
    /// The file that is kept as it is.
    pub kept: HostPath,
    /// Digest of the rendition it was edited from: when the new one is the same, there is nothing to place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub placed_sha256: Option<Digest>,
}

/// What a plan expects at a path before it changes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "found", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Before {
    /// Nothing.
    Absent,
    /// A file of ours as it was placed; kept for the undo, then replaced.
    Placed {
        /// Its digest.
        sha256: Digest,
    },
    /// A symbolic link of ours as it was placed; replaced.
    Linked {
        /// What it points to.
        to: HostPath,
    },
    /// Whatever is there: the operator decided that it is replaced; kept for the undo.
    Anything,
}

/// The name of a service on its host: `<product>-<name>`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct UnitName(String);

/// The text is no name of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, serde::Serialize)]
#[error("a unit is named by its product, a hyphen and the service's name")]
pub struct UnitNameError;

impl UnitName {
    /// The unit of a product's service.
    #[must_use]
    pub fn of(product: &ProductId, service: &Identifier) -> Self {
        Self(format!("{product}-{service}"))
    }

    /// The name as text, without a suffix such as `.service`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for UnitName {
    type Err = UnitNameError;
    fn from_str(text: &str) -> Result<Self, UnitNameError> {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c);
        let is_name = (3..=165).contains(&text.len())
            && text.chars().all(allowed)
            && text.starts_with(|c: char| c.is_ascii_alphanumeric())
            && text.contains('-')
            && !text.contains("..");
        is_name.then(|| Self(text.into())).ok_or(UnitNameError)
    }
}

impl TryFrom<String> for UnitName {
    type Error = UnitNameError;
    fn try_from(text: String) -> Result<Self, UnitNameError> {
        text.parse()
    }
}

impl From<UnitName> for String {
    fn from(name: UnitName) -> Self {
        name.0
    }
}

impl fmt::Display for UnitName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A program that keeps running, as the host is told about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceDefinition {
    /// Its name on the host.
    pub unit: UnitName,
    /// Its name within the release.
    pub name: Identifier,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub description: Text,
    /// How it is started, through the switch `current`.
    pub invocation: PlannedInvocation,
    /// When it is started again.
    pub restart: RestartRule,
    /// Seconds between asking it to stop and ending it.
    pub stop_seconds: Count,
    /// When it counts as up; once its process runs when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ready: Option<PlannedCheck>,
    /// Units that are started before it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<UnitName>,
    /// Directories in short-lived places, which the host makes again before each start.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub run_directories: Vec<RunDirectory>,
}

/// A directory that does not outlive a restart of the machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunDirectory {
    /// Where.
    pub path: HostPath,
    /// Its mode.
    pub mode: Mode,
    /// The user that owns it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
}

/// How a program is started. Program and arguments are final: secrets cannot be among them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedInvocation {
    /// The program, an absolute path of the machine.
    pub program: String,
    /// Its arguments, one by one; never joined, split or read by a shell.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub arguments: Vec<String>,
    /// Environment variables; nothing else is inherited but a plain `PATH`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub environment: BTreeMap<String, Setting>,
    /// The directory it starts in: the component's tree.
    pub directory: HostPath,
    /// The user it runs as; the installer's own when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
}

/// The value of an environment variable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum Setting {
    /// A value without secrets, as it is.
    Plain(String),
    /// A value with secrets in it, rendered when the program is started.
    Secret {
        /// The vendor's template.
        template: String,
        /// What it renders to with each secret masked.
        shown: String,
        /// Whether `paths.program` is the release's own folder, as before the switch, or the switch.
        before_switch: bool,
    },
}

/// A condition and how long it is waited for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedCheck {
    /// What is looked at.
    pub probe: PlannedProbe,
    /// How long and how often.
    pub within: Backoff,
}

/// Something that can be looked at without changing anything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum PlannedProbe {
    /// A program that must end with 0.
    Command(PlannedInvocation),
    /// A TCP port that must accept a connection.
    Tcp {
        /// Host name or address.
        host: String,
        /// The port.
        port: u16,
    },
    /// An HTTP resource of this host.
    Http {
        /// Its address, plain HTTP on a loopback name or address.
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
        path: HostPath,
        /// A text it must contain.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        contains: Option<String>,
    },
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands fields over by reference"
)]
pub(crate) const fn is_false(value: &bool) -> bool {
    !*value
}
