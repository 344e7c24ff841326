//! Writing volumes, reading them back, and letting all of them appear or none.

use std::io::{BufWriter, Seek as _, SeekFrom};
use std::path::PathBuf;

use sealift_package::volume::{PlannedVolume, VolumeHead, VolumeWriter, WriteError};

use super::spool::FullSpool;
use super::{PackError, PackedVolume};
use crate::description::DescriptionError;
use crate::output::{Draft, OutputError, Readers, withdraw};
use crate::survey::{SurveyError, survey};
use crate::watch::{Phase, Watch};

/// Writes each planned volume to its path. What has to stand before any of them appears is done last of all before that,
/// so that a release that cannot be packed leaves no trace.
pub(super) fn write(
    head: &VolumeHead<'_>,
    planned: &[PlannedVolume],
    paths: &[PathBuf],
    spool: &FullSpool,
    watch: Watch<'_>,
    before: impl FnOnce() -> Result<(), DescriptionError>,
) -> Result<Vec<PackedVolume>, PackError> {
    let total = planned.iter().map(|volume| volume.bytes).sum();
    let mut drafts = Vec::new();
    let mut done = 0;
    for (volume, path) in planned.iter().zip(paths) {
        let draft = Draft::begin(path, Readers::Everyone)?;
        write_one(head, volume, &draft, spool, |bytes| {
            done += bytes;
            watch.tell(Phase::Writing, done, total);
            !(watch.is_cancelled)()
        })?;
        drafts.push(draft);
    }
    let mut done = 0;
    for (volume, draft) in planned.iter().zip(&drafts) {
        read_back(head, volume, draft, |bytes| {
            done += bytes;
            watch.tell(Phase::Checking, done, total);
            !(watch.is_cancelled)()
        })?;
    }
    before()?;
    publish(drafts)?;
    let packed = |(volume, path): (&PlannedVolume, &PathBuf)| PackedVolume {
        path: path.clone(),
        bytes: volume.bytes,
        chunks: volume.chunks.len(),
    };
    Ok(planned.iter().zip(paths).map(packed).collect())
}

fn write_one(
    head: &VolumeHead<'_>,
    volume: &PlannedVolume,
    draft: &Draft,
    spool: &FullSpool,
    mut passed: impl FnMut(u64) -> bool,
) -> Result<(), PackError> {
    let failed = |source| PackError::Write {
        path: draft.destination().into(),
        source,
    };
    let sink = BufWriter::with_capacity(1 << 20, draft.file());
    let mut writer = VolumeWriter::begin(sink, head, volume).map_err(failed)?;
    while let Some(wanted) = writer.wanted() {
        let digest = wanted.stored_sha256;
        let stored = spool
            .fetch(wanted)
            .map_err(|source| WriteError::Fetch { digest, source });
        let stored = stored.map_err(failed)?;
        writer.chunk(&stored).map_err(failed)?;
        if !passed(stored.len() as u64) {
            return Err(PackError::Cancelled);
        }
    }
    writer.finish().map(|_| ()).map_err(failed)
}

/// What a facility would read must be what was planned, chunk by chunk.
fn read_back(
    head: &VolumeHead<'_>,
    volume: &PlannedVolume,
    draft: &Draft,
    mut passed: impl FnMut(u64) -> bool,
) -> Result<(), PackError> {
    let path = draft.destination();
    let differs = |detail: String| PackError::ReadBack {
        path: path.into(),
        detail,
    };
    let mut file = draft.file();
    file.seek(SeekFrom::Start(0))
        .map_err(OutputError::write(path))?;
    let survey = match survey(file, |chunk| passed(chunk.bytes().len() as u64)) {
        Ok(survey) => survey,
        Err(SurveyError::Cancelled) => return Err(PackError::Cancelled),
        Err(error) => return Err(differs(error.to_string())),
    };
    if survey.seal != *head.seal || survey.present != volume.chunks || survey.hint != volume.hint {
        return Err(differs("it holds something else than planned".into()));
    }
    Ok(())
}

/// Lets all volumes appear; when one cannot, those before it are taken back.
fn publish(drafts: Vec<Draft>) -> Result<(), PackError> {
    let mut published = Vec::new();
    for draft in drafts {
        match draft.publish() {
            Ok(path) => published.push(path),
            Err(error) => {
                withdraw(&published);
                return Err(error.into());
            }
        }
    }
    Ok(())
}
