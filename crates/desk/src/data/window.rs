//! The window: who is at it, how it looks, what a person chooses.

use super::Pick;
use sealift_app::Explained;
use serde::{Deserialize, Serialize};

/// What program this is, and where it works.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct About {
    /// Its version.
    pub version: String,
    /// `system` (the whole machine), `user` (whoever is logged in), `relocated` (below a folder, for a demonstration).
    pub scope: String,
    /// Where everything lies.
    pub root: String,
    /// This machine's name.
    pub host: String,
    /// Who is logged in.
    pub user: String,
    /// Whether an administrator has to say yes before the site can be seen.
    pub locked: bool,
    /// The language that the system speaks: `en`, `de`.
    pub language: String,
    /// The locale for dates and sizes: `de-DE`.
    pub locale: String,
}

/// How the window looks and what it offers. Kept by the program, for this person on this machine.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Preferences {
    /// `en`, `de`, or `system`.
    pub language: String,
    /// `light`, `dark`, or `system`.
    pub colours: String,
    /// `normal`, `large`, `larger`.
    pub text: String,
    /// Whether export mode is offered.
    pub export_mode: bool,
    /// The printed name that goes on record with what is done, as last typed.
    pub person: String,
    /// The newest recovered run that this person has been told of, by its operation; nothing before any.
    #[serde(default)]
    pub recovery_seen: String,
}

/// What a file is chosen for: decides the dialog's title and the endings that it offers.
#[derive(Debug, Clone, PartialEq, Copy, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// Volumes of a package.
    Package,
    /// A public key.
    PublicKey,
    /// A vendor's secret key.
    SecretKey,
    /// Another machine's facts.
    Facts,
    /// A file of answers.
    Answers,
    /// A report or exported log.
    Report,
    /// A checkpoint.
    Checkpoint,
    /// A vendor's description of a product.
    Description,
    /// A log's public key.
    LogKey,
    /// A text: a run's log.
    Text,
    /// What support needs.
    Bundle,
    /// A file whose text answers a question.
    AnswerFile,
    /// A document of a release.
    Document,
}

/// Which file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PickRequest {
    /// What for.
    pub purpose: Purpose,
}

/// Where to write.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PickSaveRequest {
    /// What for.
    pub purpose: Purpose,
    /// The name to begin with; only its last part counts.
    pub suggested: String,
}

/// What was chosen; nothing when the dialog was closed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Picked {
    /// The files or the folder.
    pub picks: Vec<Pick>,
}

/// A text that a person takes from a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReadTextRequest {
    /// The file, which a person chose in a dialog.
    pub file: super::PickId,
    /// The most bytes that are of use.
    pub most: u64,
}

/// What a chosen file says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TextRead {
    /// All of it.
    pub text: String,
}

/// A text that a person keeps in a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SaveTextRequest {
    /// The file, which a person chose in a dialog for saving.
    pub to: super::PickId,
    /// The text.
    pub text: String,
}

/// Something that happens to the window.
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(
    tag = "kind",
    rename_all = "kebab-case",
    rename_all_fields = "camelCase"
)]
pub enum WindowEvent {
    /// Something is dragged over it.
    Hovering,
    /// What was dragged left again.
    Left,
    /// Files were dropped on it, or opened with it.
    Dropped {
        /// They.
        picks: Vec<Pick>,
        /// Files that cannot be taken, because no text can stand for their names; as far as they can be read.
        nameless: Vec<String>,
    },
    /// Somebody wants to close it while work is running, or while there is work that is in no file.
    CloseAsked {
        /// The operations that run; none when only something is unsaved.
        operations: Vec<String>,
        /// Whether the page holds work that is in no file.
        unsaved: bool,
    },
    /// Work has ended that closing would have asked about.
    Ended {
        /// The operation, as `close-asked` names it.
        operation: String,
    },
}

/// Whether the page holds work that is in no file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Unsaved {
    /// Whether it does.
    pub unsaved: bool,
}

/// Which operation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OperationRequest {
    /// The operation, as the page named it when it asked.
    pub operation: String,
}

/// Whether the site can be seen now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Unlocked {
    /// Why not, if so: the prompt was closed, there is nobody to ask.
    pub failure: Option<Explained>,
}
