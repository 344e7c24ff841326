//! From removable media into the depot.

use sealift_document::Particulars;
use sealift_engine::cancel::Cancel;
pub use sealift_engine::depot::Medium;
use sealift_engine::depot::{Ending, Import, Imported, Missing};
use sealift_engine::events::{EventStream, Lifecycle, OperationKind, Outcome, Share, StepName};
use sealift_package::volume::VolumeSource;
use serde::Serialize;

use super::telling::Telling;
use crate::exit::Exit;
use crate::facility::Facility;
use crate::failure::{Failure, Line, incomplete, repair};

/// A volume that can be read once, from front to back.
pub struct Source {
    /// What is read.
    pub reader: Box<dyn VolumeSource>,
    /// What it is read from, for the record.
    pub medium: Medium,
    /// How many bytes it has, where that is known.
    pub bytes: Option<u64>,
}

/// What came of one volume.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct VolumeImported {
    /// The volume's file name.
    pub volume: String,
    /// The product.
    pub product: String,
    /// The version.
    pub version: String,
    /// Its number within its set.
    pub number: u64,
    /// How many volumes the set has.
    pub count: u64,
    /// Chunks that the depot lacked.
    pub new_chunks: u64,
    /// Chunks that the depot had.
    pub known_chunks: u64,
    /// Digests of chunks that are damaged on the medium.
    pub damaged: Vec<String>,
    /// Whether the release is complete now.
    pub complete: bool,
    /// SHA-256 of the release's manifest.
    pub manifest: String,
}

/// What came of all volumes.
#[derive(Debug)]
pub struct ImportResult {
    /// Each volume that was taken, in the order of reading.
    pub volumes: Vec<VolumeImported>,
    /// Why not everything is well, if so; what was verified is kept all the same.
    pub failure: Option<Failure>,
}

/// Imports volumes in any order. A refused or unreadable one does not keep the others from being taken; the gravest
/// thing that went wrong is told at the end.
///
/// # Errors
/// [`Failure`] when the trust store cannot be read, so that nothing was tried.
pub fn import(
    facility: &Facility,
    sources: Vec<Source>,
    cancel: &Cancel,
    events: EventStream,
) -> Result<ImportResult, Failure> {
    facility.lets_in("import")?;
    let trust = facility.trust_store()?;
    let kind = OperationKind::Import;
    let mut telling = Telling::begin(facility.clock(), events, kind, None, sources.len());
    telling.weigh(sources.iter().map(|source| Share::Bytes {
        bytes: source.bytes.unwrap_or(0),
        files: 1,
    }));
    let mut reading = Reading {
        facility,
        cancel,
        telling,
    };
    let mut result = ImportResult {
        volumes: Vec::new(),
        failure: None,
    };
    let mut last_missing: Vec<Missing> = Vec::new();
    for (number, source) in (1..).zip(sources) {
        match reading.volume(number, source, &trust) {
            Ok(imported) => take(imported, &mut result, &mut last_missing),
            Err(failure) if failure.exit == Exit::Cancelled => {
                result.failure = Some(failure);
                break;
            }
            Err(failure) => worsen(&mut result.failure, failure),
        }
    }
    if let Some(missing) = last_missing.first() {
        worsen(&mut result.failure, incomplete(missing));
    }
    let outcome = if result.failure.is_none() {
        Outcome::Succeeded
    } else {
        Outcome::Refused
    };
    let problem = result.failure.as_ref().map(Failure::problem);
    reading.telling.end(outcome, problem);
    Ok(result)
}

struct Reading<'a> {
    facility: &'a Facility,
    cancel: &'a Cancel,
    telling: Telling,
}

impl Reading<'_> {
    fn volume(
        &mut self,
        number: u32,
        source: Source,
        trust: &sealift_trust::TrustStore,
    ) -> Result<(String, Imported), Failure> {
        let volume = source.medium.volume.clone();
        let step = StepName {
            number,
            id: volume.clone(),
            effect: "import-volume".into(),
            component: None,
            title: sealift_document::Text::default(),
        };
        self.telling
            .tell(Lifecycle::StepStarted { step: step.clone() });
        match self.read(source, trust) {
            Ok(imported) => {
                self.telling
                    .tell(match shortcomings(&volume, &imported).first() {
                        None => Lifecycle::StepDone { step },
                        Some(failure) => Lifecycle::StepFailed {
                            step,
                            problem: failure.problem(),
                        },
                    });
                Ok((volume, imported))
            }
            Err(failure) => {
                let problem = failure.problem();
                self.telling.tell(Lifecycle::StepFailed { step, problem });
                Err(failure.about(&volume))
            }
        }
    }

    fn read(
        &mut self,
        source: Source,
        trust: &sealift_trust::TrustStore,
    ) -> Result<Imported, Failure> {
        let telling = &mut self.telling;
        let mut progress = |at: sealift_engine::depot::ImportProgress| telling.reach(at.bytes);
        let import = Import {
            trust,
            author: self.facility.author(),
            medium: source.medium,
            cancel: self.cancel,
            progress: &mut progress,
        };
        let imported = self.facility.depot().import(source.reader, import);
        self.telling.next();
        Ok(imported?)
    }
}

/// Notes a volume that was taken, and what is wrong with it all the same.
fn take(
    (volume, imported): (String, Imported),
    result: &mut ImportResult,
    missing: &mut Vec<Missing>,
) {
    let release = &imported.release;
    missing.retain(|other| other.product != release.product || other.version != release.version);
    for completed in &imported.completed {
        missing.retain(|other| {
            other.product != completed.product || other.version != completed.version
        });
    }
    let damaged: Vec<String> = imported
        .damaged
        .iter()
        .map(|chunk| chunk.stored.to_string())
        .collect();
    for failure in shortcomings(&volume, &imported) {
        worsen(&mut result.failure, failure);
    }
    result.volumes.push(VolumeImported {
        volume,
        product: release.product.to_string(),
        version: release.version.to_string(),
        number: imported.volume.number,
        count: imported.volume.count,
        new_chunks: imported.kept,
        known_chunks: imported.had,
        damaged,
        complete: imported.missing.is_none(),
        manifest: release.manifest.to_string(),
    });
    missing.extend(imported.missing);
}

/// What is wrong with a volume of which something was taken all the same.
fn shortcomings(volume: &str, imported: &Imported) -> Vec<Failure> {
    let mut found = Vec::new();
    if let Ending::CutShort(interruption) = &imported.ending {
        let (code, exit) = match interruption.reason {
            Some(_) => ("volume-read", Exit::MediaFailed),
            None => ("volume-truncated", Exit::ReleaseIncomplete),
        };
        found.push(Failure::of(code, exit, interruption).about(volume));
    }
    if !imported.damaged.is_empty() {
        found.push(damaged(volume, imported));
    }
    found
}

/// The damaged chunks of a volume, and what mends them.
fn damaged(volume: &str, imported: &Imported) -> Failure {
    let lines = imported.damaged.iter().map(|chunk| {
        Line::said(
            "line-chunk-at",
            [
                ("chunk", chunk.stored.to_string()),
                ("byte", chunk.at.to_string()),
            ],
        )
    });
    let ordinals = imported.damaged.iter().map(|chunk| chunk.ordinal);
    let release = &imported.release;
    let repair = repair(&release.product, &release.version, ordinals.collect());
    let about = Particulars::named("chunks-damaged").with("chunks", imported.damaged.len());
    Failure::saying("chunk-damaged", Exit::PackageRefused, about)
        .about(volume)
        .with_lines(lines.chain([repair]))
}

/// Keeps the graver of two failures: a refusal tells more than a gap, and a gap more than nothing.
fn worsen(present: &mut Option<Failure>, found: Failure) {
    let gravity = |failure: &Failure| match failure.exit {
        Exit::PackageRefused => 3,
        Exit::MediaFailed => 2,
        Exit::ReleaseIncomplete => 1,
        _ => 4,
    };
    if present
        .as_ref()
        .is_none_or(|present| gravity(present) < gravity(&found))
    {
        *present = Some(found);
    }
}
