//! What a run is given, and what it gives back.

use std::io::Read;

use sealift_package::index::{FileRow, Index};
use sealift_package::manifest::{ComponentId, ProductId};
use sealift_plan::configuration::Settled;
use sealift_plan::layout::Layout;
use sealift_plan::plan::Plan;
use sealift_trust::Admission;

use super::StepError;
use crate::cancel::Cancel;
use crate::effects::{HostPath, World};
use crate::events::{Outcome, Problem, StepName};
use crate::log::Author;
use crate::state::{Database, RunId};

/// Where runs take place: a machine, what is known of it, and the folder of Sealift's own state.
pub struct Ground<'a> {
    /// The machine.
    pub world: &'a World,
    /// What is known of it.
    pub database: &'a Database,
    /// The folder of Sealift's state; private to its owner.
    pub state: HostPath,
}

impl Ground<'_> {
    /// The folder of what one run keeps and nobody else may read.
    pub(crate) fn run_folder(&self, run: &RunId) -> HostPath {
        below(&self.state, &format!("runs/{run}"))
    }

    /// The file with a product's secret answers.
    #[must_use]
    pub fn secrets(&self, product: &ProductId) -> HostPath {
        below(&self.state, &format!("secrets/{product}.json"))
    }

    /// Folders of the state in which steps act.
    pub(crate) fn private_places(&self) -> Vec<HostPath> {
        vec![below(&self.state, "runs"), below(&self.state, "secrets")]
    }
}

/// A place of ours below a folder that is short and known.
pub(super) fn below(folder: &HostPath, path: &str) -> HostPath {
    let path = path.parse().expect("plain names of ours");
    folder
        .join(&path)
        .expect("the state's folder leaves room for names of ours")
}

/// What is to be run, and all it needs.
pub struct Order<'a> {
    /// The plan; its bytes are kept in the journal.
    pub plan: &'a Plan,
    /// Where the product's places lie.
    pub layout: &'a Layout,
    /// The release that the plan leads to; nothing when it leads to none.
    pub release: Option<Release<'a>>,
    /// The answers that the plan was made with.
    pub settled: &'a Settled,
    /// The machine's name, as the facts have it that the plan was made from.
    pub hostname: Option<String>,
    /// Whether a program that the system cannot hold to the places it declares must not run (policy).
    pub needs_confinement: bool,
    /// Who runs it, and why.
    pub author: Author,
}

/// A release that may be installed, with its content.
#[derive(Clone, Copy)]
pub struct Release<'a> {
    /// The judgement that lets it in.
    pub admission: &'a Admission,
    /// What it consists of.
    pub index: &'a Index,
    /// Where its chunks are.
    pub content: &'a dyn Content,
}

/// Gives the content of a release's files.
pub trait Content: Send + Sync {
    /// Hands over the content of a component's wanted files, each to be read to its end, in the order of their paths. It is
    /// the taker who proves that a file is the one of the index.
    ///
    /// # Errors
    /// [`StepError::Content`] when it cannot be had, and what the taker returns.
    fn files(
        &self,
        component: &ComponentId,
        wanted: &dyn Fn(&FileRow) -> bool,
        cancel: &Cancel,
        take: &mut dyn FnMut(&FileRow, &mut dyn Read) -> Result<(), StepError>,
    ) -> Result<(), StepError>;
}

/// How a run ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The run.
    pub run: RunId,
    /// How it ended; never [`Outcome::Refused`].
    pub outcome: Outcome,
    /// Why it did not succeed.
    pub problem: Option<Problem>,
    /// What deserves attention.
    pub warnings: Vec<Problem>,
    /// Steps that could not be undone, each with the reason.
    pub left: Vec<(StepName, Problem)>,
}
