//! What a release cannot represent, and what a vendor can do about it.

use std::path::PathBuf;

use sealift_document::plain;
use sealift_package::manifest::ComponentId;
use thiserror::Error;

/// Something in a source tree that a release cannot represent.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
#[error("{component}: {}: {kind}; {}", plain(&.path.to_string_lossy()), .kind.remedy())]
pub struct TreeProblem {
    /// In which component.
    pub component: ComponentId,
    /// Where, relative to its source; the source itself, as the packer finds it, when that is at fault.
    #[serde(serialize_with = "sealift_document::shown_path")]
    pub path: PathBuf,
    /// What.
    pub kind: TreeProblemKind,
}

/// What a release cannot represent.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
pub enum TreeProblemKind {
    /// The source, or something in it, could not be read.
    #[error("it cannot be read ({detail})")]
    Unreadable {
        /// What the operating system said.
        detail: String,
    },
    /// The source is not a directory.
    #[error("it is not a directory")]
    NotADirectory,
    /// A socket, device or pipe.
    #[error("it is neither a file, a directory nor a link")]
    Special,
    /// The file has a set-user-id, set-group-id or sticky bit.
    #[error("it has the mode {mode:o}, with a set-id or sticky bit")]
    SetId {
        /// Its mode.
        mode: u32,
    },
    /// The name is not UTF-8.
    #[error("its name is not UTF-8")]
    NotUtf8,
    /// The path is none that a release can have.
    #[error("its path is not possible in a release: {rule}")]
    Path {
        /// The rule that does not hold.
        #[serde(serialize_with = "sealift_document::phrase")]
        rule: &'static str,
    },
    /// A name that some system cannot hold (threat P5).
    #[error("its name is not portable: {rule}")]
    NotPortable {
        /// The rule that does not hold.
        #[serde(serialize_with = "sealift_document::phrase")]
        rule: &'static str,
    },
    /// Two names that some system takes for one (threat P4).
    #[error("some systems take it for the same as {other}")]
    Collision {
        /// The other.
        other: String,
    },
    /// A link that leads out of the tree, undeclared (threat P2).
    #[error("the link leads out of the tree, to {}", plain(.target))]
    OutwardLink {
        /// Where to.
        target: String,
    },
    /// A link's target cannot be kept.
    #[error("the link's target is {rule}")]
    LinkTarget {
        /// What is wrong with it.
        #[serde(serialize_with = "sealift_document::phrase")]
        rule: &'static str,
    },
    /// A pattern of the description that matches nothing, most often a slip of the pen.
    #[error("the pattern matches nothing in the source")]
    PatternWithoutMatch,
    /// A step names a file that the tree does not have.
    #[error("the step {step} needs it, and the tree does not have it")]
    StepNeeds {
        /// Which step.
        step: String,
    },
    /// A step runs a file that nobody may run.
    #[error("the step {step} runs it, and its mode does not let anyone")]
    NotExecutable {
        /// Which step.
        step: String,
    },
}

impl TreeProblemKind {
    /// The stable code of this problem.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "tree-unreadable",
            Self::NotADirectory => "tree-not-a-directory",
            Self::Special => "tree-special-file",
            Self::SetId { .. } => "tree-set-id",
            Self::NotUtf8 => "tree-name-not-utf8",
            Self::Path { .. } => "tree-path",
            Self::NotPortable { .. } => "tree-name-not-portable",
            Self::Collision { .. } => "tree-collision",
            Self::OutwardLink { .. } => "tree-outward-link",
            Self::LinkTarget { .. } => "tree-link-target",
            Self::PatternWithoutMatch => "tree-pattern-without-match",
            Self::StepNeeds { .. } => "tree-step-needs",
            Self::NotExecutable { .. } => "tree-not-executable",
        }
    }

    /// What the vendor can do about it.
    #[must_use]
    pub const fn remedy(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } | Self::NotADirectory => "check `source` and your rights to it",
            Self::Special => "leave it out with `exclude`; a service makes its own at run time",
            Self::SetId { .. } => "give it a plain mode with a rule in `modes`",
            Self::NotUtf8 | Self::Path { .. } => "rename it or leave it out with `exclude`",
            Self::NotPortable { .. } | Self::Collision { .. } => {
                "rename it, or say `names = \"posix\"` if the release is for Linux alone"
            }
            Self::OutwardLink { .. } => {
                "make it relative and within the tree, leave it out with `exclude`, or declare it in `outward-symlinks`"
            }
            Self::LinkTarget { .. } => "make the link anew or leave it out with `exclude`",
            Self::PatternWithoutMatch => "correct the pattern or take it away",
            Self::StepNeeds { .. } => "correct the step's path, `include` or `source`",
            Self::NotExecutable { .. } => "give it the mode 0755 with a rule in `modes`",
        }
    }
}
