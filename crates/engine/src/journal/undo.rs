//! What has to be known to take one step back: `sealift.undo/v1`.
//!
//! The record is committed before the step touches anything and is enough to undo it without the plan, the depot or the
//! release: paths, what lay there, and where it was put aside. It holds no secret. What may contain one (a service's
//! environment, the file that was replaced) lies in a file that only its owner can read; the record names that file.
//! Its types are its own, so that a change of the planner's can never make an old record unreadable.

use sealift_document::{Count, Digest, Document};
use sealift_package::manifest::Mode;
use serde::{Deserialize, Serialize};

use crate::effects::HostPath;
use crate::events::StepName;
use crate::state::RunId;

/// How one step is undone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UndoRecord {
    /// Always `sealift.undo/v1`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The run.
    pub operation: RunId,
    /// The step, for people.
    pub step: StepName,
    /// What takes it back.
    pub undo: Undo,
    /// Whether something of what it did stays, whatever is undone: the plan said so before it began.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub stays: bool,
}

impl Document for UndoRecord {
    const TYPE: &'static str = "sealift.undo/v1";
    const MAX_BYTES: usize = 1 << 20;

    fn document_type(&self) -> &str {
        &self.kind
    }
}

impl UndoRecord {
    /// The record of one step.
    #[must_use]
    pub fn new(operation: RunId, step: StepName, undo: Undo) -> Self {
        Self {
            kind: Self::TYPE.into(),
            operation,
            step,
            undo,
            stays: false,
        }
    }

    /// The same of a step whose plan says that it cannot be undone. One that finds nothing to change leaves nothing.
    #[must_use]
    pub fn staying(self, is_lasting: bool) -> Self {
        let stays = is_lasting && self.undo != Undo::Nothing;
        Self { stays, ..self }
    }
}

/// What takes a step back. Each of these can be carried out at any point of the step and any number of times.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Undo {
    /// The step changes nothing.
    Nothing,
    /// A tree was placed.
    Tree(TreeUndo),
    /// The switch was turned.
    Switch(SwitchUndo),
    /// A directory was made sure of.
    Directory(DirectoryUndo),
    /// A file or a link was placed.
    Entry(EntryUndo),
    /// Something was put aside under another name.
    Aside(AsideUndo),
    /// A user was created.
    User(UserUndo),
    /// A service was stopped, placed, started or removed.
    Service(ServiceUndo),
    /// Data was copied.
    Backup(BackupUndo),
    /// A program ran.
    Command(CommandUndo),
}

/// A directory that the step was going to create.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Made {
    /// Where; nothing was there before.
    pub path: HostPath,
    /// Whether it lies in a place of the product's own, so that all in it came after it and goes with it. Elsewhere it
    /// is removed only when it is empty.
    pub own: bool,
}

/// A tree was placed: what is there is removed, what was there comes back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TreeUndo {
    /// Where it is written until it is whole.
    pub incoming: HostPath,
    /// Where it goes.
    pub at: HostPath,
    /// Where the damaged tree that it replaces is put aside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaced: Option<HostPath>,
    /// Directories above it that did not exist, outermost first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub made: Vec<Made>,
}

/// The switch was turned: it is turned back, or taken away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SwitchUndo {
    /// The switch.
    pub switch: HostPath,
    /// The folder it pointed to, relative to the switch's own; there was no switch when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<String>,
}

/// A directory was made sure of: what was missing is removed, a changed mode is set back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DirectoryUndo {
    /// Where.
    pub path: HostPath,
    /// The mode of a directory that existed and gets another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<Mode>,
    /// Itself and directories above it that did not exist, outermost first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub made: Vec<Made>,
}

/// A file or a link was placed: it is removed, and what lay there comes back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryUndo {
    /// Where.
    pub path: HostPath,
    /// The name under which it is made until it is whole.
    pub making: HostPath,
    /// What is placed there.
    pub placed: PlacedEntry,
    /// What lay there.
    pub before: EntryBefore,
    /// Where an edit made after the step is put, should there be one when it is undone.
    pub edited: HostPath,
    /// Whether what lay there is an operator's own work, kept under that same name once the run has succeeded.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub keeps: bool,
    /// Directories above it that did not exist, outermost first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub made: Vec<Made>,
}

/// What a step places at a path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "placed", rename_all = "kebab-case", deny_unknown_fields)]
pub enum PlacedEntry {
    /// A file of this content.
    File {
        /// Its digest.
        sha256: Digest,
    },
    /// A link with this target text.
    Link {
        /// The text.
        target: String,
    },
}

/// What lay at a path before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "before", rename_all = "kebab-case", deny_unknown_fields)]
pub enum EntryBefore {
    /// Nothing.
    Absent,
    /// A file, which stays as it was under another name.
    File {
        /// That name.
        kept: HostPath,
        /// Its digest.
        sha256: Digest,
    },
    /// A link with this target text, which stays as it was under another name.
    Link {
        /// That name.
        kept: HostPath,
        /// The text.
        target: String,
    },
    /// A directory, which is put aside as a whole.
    Directory {
        /// The name it gets.
        kept: HostPath,
    },
}

/// Something was put aside: it goes back to its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AsideUndo {
    /// Its name.
    pub path: HostPath,
    /// The name it lies under until the run is over.
    pub kept: HostPath,
    /// A new thing that takes its place, in the making; destroyed by the undo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub making: Option<HostPath>,
    /// Whether something was there to be put aside.
    pub existed: bool,
    /// Directories that were left empty by it and are to go when the run has succeeded, innermost first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emptied: Vec<HostPath>,
}

/// A user was to be created: it is removed, unless it existed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UserUndo {
    /// Login name.
    pub name: String,
    /// Whether it existed.
    pub existed: bool,
}

/// A service was changed: its definition and whether it runs become what they were.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceUndo {
    /// Its name on the host.
    pub name: String,
    /// What the step changes.
    pub change: ServiceChange,
    /// Whether it ran.
    pub ran: bool,
    /// The file with the definition that was in place; there was none when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub definition: Option<HostPath>,
}

/// What a step changes of a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ServiceChange {
    /// It is stopped.
    Stop,
    /// Its definition is placed.
    Place,
    /// It is started.
    Start,
    /// Its definition is removed.
    Remove,
}

/// Data was copied: when it has changed since, the copy comes back; then the copy goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BackupUndo {
    /// The data directory.
    pub data: HostPath,
    /// The copy.
    pub copy: HostPath,
    /// The list of what was copied; the copy is whole once it exists.
    pub listing: HostPath,
    /// Where the data is made again from the copy.
    pub making: HostPath,
    /// Where changed data is put aside.
    pub aside: HostPath,
    /// Directories above the copy that did not exist, outermost first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub made: Vec<Made>,
}

/// A program was to run: another takes it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommandUndo {
    /// The file with the program that takes it back; there is none when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub program: Option<HostPath>,
    /// Seconds it may take.
    pub timeout_seconds: Count,
}

#[cfg(test)]
mod tests {
    use super::*;
    use sealift_testkit::golden::stands;

    /// One record of each kind as version 1 writes it. A later version reads these lines for ever; they are never edited.
    const GOLDEN: &str = include_str!("../../tests/golden/undo-v1.jsonl");

    #[test]
    fn a_step_stays_where_the_plan_says_so_and_it_changed_something() {
        let of = |undo: Undo, is_lasting: bool| {
            let line = GOLDEN.lines().next().expect("a record");
            let known = UndoRecord::from_bytes(line.as_bytes()).expect("a record");
            let record = UndoRecord::new(known.operation, known.step, undo).staying(is_lasting);
            let bytes = record.to_bytes().expect("a record");
            assert_eq!(UndoRecord::from_bytes(&bytes).as_ref(), Ok(&record));
            record.stays
        };
        let command = || {
            Undo::Command(CommandUndo {
                program: None,
                timeout_seconds: 30_u32.into(),
            })
        };
        assert!(of(command(), true));
        assert!(!of(command(), false) && !of(Undo::Nothing, true));
    }

    #[test]
    fn i15_every_record_of_version_1_reads_and_writes_back_and_a_newer_one_is_refused() {
        let mut kinds = std::collections::BTreeSet::new();
        for line in GOLDEN.lines() {
            let record: UndoRecord = stands(line.as_bytes());
            let kind = serde_json::to_value(&record.undo).expect(line);
            kinds.insert(kind["kind"].to_string());
        }
        assert_eq!(
            kinds.len(),
            10,
            "one line for each kind at least: {kinds:?}"
        );
    }
}
