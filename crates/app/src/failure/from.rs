//! Which exit each part's error leads to: the one place that decides it.

use std::collections::BTreeSet;

use sealift_audit::{CheckpointError, EvidenceError, KeyError as LogKeyError};
use sealift_document::{DocumentError, Particulars};
use sealift_engine::depot::{DepotError, ImportError, Missing, MissingFrom};
use sealift_engine::effects::{FileFault, FilesError, SurveyError};
use sealift_engine::executor::{RunError, StepError};
use sealift_engine::journal::JournalError;
use sealift_engine::recovery::RecoveryError;
use sealift_engine::site::SiteError;
use sealift_engine::state::StateError;
use sealift_package::manifest::ProductId;
use sealift_package::volume::VolumeError;
use sealift_plan::configuration::{AnswersError, FormError};
use sealift_plan::layout::LayoutError;
use sealift_plan::plan::PlanRefusal;
use sealift_report::ReportError;
use sealift_trust::policy::{PolicyError, PolicyStop, Standing, Verdict};
use sealift_trust::{AdmissionRefusal, KeyError, StoreError, TrustRefusal};

use super::{Failure, Line, PolicyQuestion};
use crate::exit::Exit;
use crate::ordinals::Ordinals;

/// Errors that always lead to the same exit.
macro_rules! leads_to {
    ($($error:ty => $exit:ident),* $(,)?) => {$(
        impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                Self::of(error.code(), Exit::$exit, &error)
            }
        }
    )*};
}

leads_to! {
    LayoutError => Usage,
    KeyError => Usage,
    LogKeyError => Usage,
    CheckpointError => Usage,
    EvidenceError => AuditFailed,
    VolumeError => PackageRefused,
    FormError => PackageRefused,
    AnswersError => ConfigurationInvalid,
    ReportError => AuditFailed,
    TrustRefusal => PackageRefused,
    PolicyError => PolicyRefused,
}

impl From<FilesError> for Failure {
    fn from(error: FilesError) -> Self {
        let exit = if matches!(error.fault, FileFault::Locked(_)) {
            Exit::Locked
        } else {
            Exit::MediaFailed
        };
        Self::of(error.code(), exit, &error)
    }
}

impl From<StateError> for Failure {
    fn from(error: StateError) -> Self {
        let exit = match error.code() {
            "state-busy" => Exit::Locked,
            "state-absent" => Exit::Usage,
            "state-uncertain" => Exit::RollbackIncomplete,
            "state-full" | "state-unusable" | "state-read-only" => Exit::MediaFailed,
            _ => Exit::Internal,
        };
        Self::of(error.code(), exit, &error)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::of(error.code(), Exit::PolicyRefused, &error)
    }
}

impl From<SiteError> for Failure {
    fn from(error: SiteError) -> Self {
        match error {
            SiteError::State(error) => error.into(),
            SiteError::Files(error) => error.into(),
            SiteError::Exposed { .. } | SiteError::TrustStore { .. } | SiteError::Policy { .. } => {
                Self::of(error.code(), Exit::PolicyRefused, &error)
            }
            SiteError::Unfinished(_) => Self::of(error.code(), Exit::RollbackIncomplete, &error),
            SiteError::Io { .. } => Self::of(error.code(), Exit::MediaFailed, &error),
            SiteError::LogKey { .. } => Self::of(error.code(), Exit::Internal, &error),
        }
    }
}

impl From<ImportError> for Failure {
    fn from(error: ImportError) -> Self {
        let code = error.code();
        match error {
            ImportError::Depot(error) => error.into(),
            ImportError::Cancelled(_) => Self::of(code, Exit::Cancelled, &error),
            ImportError::NoSpace { .. } | ImportError::Medium(_) => {
                Self::of(code, Exit::MediaFailed, &error)
            }
            // Cut short is no lie, wherever the cut lies: a whole copy goes on from here.
            ImportError::Volume(VolumeError::Truncated { .. }) => {
                Self::of(code, Exit::ReleaseIncomplete, &error)
            }
            ImportError::Volume(_) | ImportError::Trust(_) | ImportError::Content { .. } => {
                Self::of(code, Exit::PackageRefused, &error)
            }
        }
    }
}

impl From<DepotError> for Failure {
    fn from(error: DepotError) -> Self {
        let code = error.code();
        match error {
            DepotError::State(error) => error.into(),
            DepotError::Files(error) => error.into(),
            DepotError::Incomplete(missing) => incomplete(&missing),
            DepotError::Trust(_) | DepotError::Index(_) => {
                Self::of(code, Exit::PackageRefused, &error)
            }
            DepotError::Unfinished(_) => Self::of(code, Exit::RollbackIncomplete, &error),
            DepotError::Cancelled(_) => Self::of(code, Exit::Cancelled, &error),
            DepotError::Unknown { .. }
            | DepotError::UnknownComponent { .. }
            | DepotError::UnknownDocument { .. }
            | DepotError::InUse { .. }
            | DepotError::Plan(_) => Self::of(code, Exit::Usage, &error),
            DepotError::DamagedDocument { .. }
            | DepotError::DamagedChunk { .. }
            | DepotError::DamagedFile { .. }
            | DepotError::OtherForm { .. } => Self::of(code, Exit::ReleaseIncomplete, &error),
            DepotError::Write(_) => Self::of(code, Exit::MediaFailed, &error),
        }
    }
}

/// What a release lacks, with a line for each volume or base that has some of it.
pub(crate) fn incomplete(missing: &Missing) -> Failure {
    let about = Particulars::of(missing);
    let line = |from: &MissingFrom| match from {
        MissingFrom::Volume {
            number,
            count,
            chunks,
        } => Line::said(
            "line-volume-has",
            [
                ("number", number.to_string()),
                ("count", count.to_string()),
                ("chunks", chunks.to_string()),
            ],
        ),
        MissingFrom::Base { any_of, chunks } => {
            let bases: Vec<String> = any_of
                .iter()
                .map(|base| format!("{} {}", missing.product, base.version))
                .collect();
            Line::said(
                "line-base-has",
                [
                    ("releases", bases.join(" / ")),
                    ("chunks", chunks.to_string()),
                ],
            )
        }
    };
    Failure::saying("release-incomplete", Exit::ReleaseIncomplete, about)
        .with_lines(missing.from.iter().map(line))
}

/// How a volume is made that has exactly what a release lacks: the numbers are few enough to be carried on paper.
pub(crate) fn repair(
    product: &ProductId,
    version: &semver::Version,
    chunks: BTreeSet<u32>,
) -> Line {
    let release = format!("{product}@{version}");
    let chunks = Ordinals(chunks).to_string();
    Line::said("line-repair", [("release", release), ("chunks", chunks)])
}

impl From<AdmissionRefusal> for Failure {
    fn from(error: AdmissionRefusal) -> Self {
        let exit = match &error {
            AdmissionRefusal::OtherPlatform { .. } => Exit::TargetIncompatible,
            AdmissionRefusal::BelowFloor { .. } => Exit::PackageRefused,
            AdmissionRefusal::Policy(stop) => return stop.clone().into(),
        };
        Self::of(error.code(), exit, &error)
    }
}

impl From<PolicyStop> for Failure {
    /// One question alone gives the failure its own code, and so its own remedy; several have a line each.
    fn from(stop: PolicyStop) -> Self {
        let code = match stop.verdicts.as_slice() {
            [only] => only.question.code(),
            _ => stop.code(),
        };
        let line = |verdict: &Verdict| {
            let code = verdict.question.code();
            match verdict.standing {
                Standing::NeedsAcknowledgement => format!("{code}: `--accept {code}`"),
                _ => code.to_owned(),
            }
        };
        let lines: Vec<String> = stop.verdicts.iter().map(line).collect();
        let questions = stop.verdicts.iter().map(PolicyQuestion::from).collect();
        Self {
            questions,
            ..Self::of(code, Exit::PolicyRefused, &stop).with_lines(lines)
        }
    }
}

impl From<&Verdict> for PolicyQuestion {
    fn from(verdict: &Verdict) -> Self {
        Self {
            code: verdict.question.code().into(),
            what: sealift_document::plain(&verdict.question.to_string()),
            acceptable: verdict.standing == Standing::NeedsAcknowledgement,
            about: Some(Particulars::of(&verdict.question)),
        }
    }
}

impl From<PlanRefusal> for Failure {
    fn from(error: PlanRefusal) -> Self {
        let exit = match &error {
            PlanRefusal::PlatformUnsupported { .. }
            | PlanRefusal::RequirementsUnmet { .. }
            | PlanRefusal::NotEnoughRoom { .. }
            | PlanRefusal::ReadOnly { .. }
            | PlanRefusal::ComponentNotForPlatform { .. }
            | PlanRefusal::UserInRelocatedRoot { .. }
            | PlanRefusal::NeedsSystemScope { .. } => Exit::TargetIncompatible,
            PlanRefusal::BelowFloor { .. } => Exit::PackageRefused,
            PlanRefusal::Template { .. } => Exit::ConfigurationInvalid,
            _ => Exit::Usage,
        };
        Self::of(error.code(), exit, &error)
    }
}

impl From<JournalError> for Failure {
    fn from(error: JournalError) -> Self {
        match error {
            JournalError::State(error) => error.into(),
            _ => Self::of(error.code(), Exit::Internal, &error),
        }
    }
}

impl From<RecoveryError> for Failure {
    fn from(error: RecoveryError) -> Self {
        match error {
            RecoveryError::Journal(error) => error.into(),
            RecoveryError::Processes(_) => Self::of(error.code(), Exit::RollbackIncomplete, &error),
            RecoveryError::Layout(_) => Self::of(error.code(), Exit::Internal, &error),
        }
    }
}

impl From<RunError> for Failure {
    fn from(error: RunError) -> Self {
        match error {
            RunError::Files(error) => error.into(),
            RunError::Journal(error) => error.into(),
            RunError::Room { .. } => Self::of(error.code(), Exit::TargetIncompatible, &error),
            RunError::Unfinished { .. } | RunError::Misfit(_) => {
                Self::of(error.code(), Exit::Internal, &error)
            }
        }
    }
}

impl From<StepError> for Failure {
    fn from(error: StepError) -> Self {
        match error {
            StepError::Files(error) => error.into(),
            StepError::Journal(error) => error.into(),
            _ => Self::of(error.code(), Exit::Internal, &error),
        }
    }
}

impl From<SurveyError> for Failure {
    fn from(error: SurveyError) -> Self {
        Self::of("facts-unavailable", Exit::MediaFailed, &error)
    }
}

impl From<DocumentError> for Failure {
    fn from(error: DocumentError) -> Self {
        Self::of("document-malformed", Exit::Usage, &error)
    }
}
