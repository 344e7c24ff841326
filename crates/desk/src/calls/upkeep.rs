//! Keeping the depot sound.

use std::io::{self, Write};

use camino::{Utf8Path, Utf8PathBuf};
use sealift_app::cases::depot::{self, ExportSink, ExportedVolume, PlannedVolume};
use sealift_app::cases::{recover, support};
use sealift_app::events::{Lifecycle, Meter, OperationKind, Outcome, Share};
use sealift_app::{Claims, Failure};
use sealift_host::media::Draft;

use super::{named, small};
use crate::asked::Asked;
use crate::data::{
    CleanRequest, CleanedView, DepotExportRequest, DepotHealth, Exported, Nothing, SaveRequest,
    Saved,
};
use crate::files;
use crate::wording::explained;

pub(crate) fn verify_depot(asked: &Asked<'_>, _: Nothing) -> Result<DepotHealth, Failure> {
    let facility = asked.founded(Claims::default())?;
    let clock = facility.ground().world.clock.clone();
    let report = asked.watched(&facility, |mut events| {
        events.tell(
            Lifecycle::OperationStarted {
                kind: OperationKind::Verify,
                release: None,
                steps: 1,
            },
            clock.now().utc,
        );
        let mut meter: Option<Meter> = None;
        let mut read = 0;
        let report = depot::verify(&facility, asked.cancel, &mut |done, all| {
            let meter = meter.get_or_insert_with(|| {
                let share = Share::Bytes {
                    bytes: all,
                    files: 0,
                };
                let mut meter = Meter::new(vec![(1, share)], false);
                meter.begin(clock.elapsed());
                meter
            });
            meter.count(done.saturating_sub(read), 0);
            read = done;
            if let Some(progress) = meter.tell(clock.elapsed()) {
                events.progress(progress, clock.now().utc);
            }
        });
        let outcome = match &report {
            Ok(report) if report.damage.is_empty() => Outcome::Succeeded,
            _ => Outcome::Refused,
        };
        let finished = Lifecycle::OperationFinished {
            outcome,
            problem: None,
            left: Vec::new(),
        };
        events.tell(finished, clock.now().utc);
        report
    })?;
    Ok(DepotHealth {
        chunks: report.chunks,
        bytes: report.bytes,
        failure: explained(asked.wording, depot::failure_of(&report).as_ref()),
    })
}

pub(crate) fn clean_depot(
    asked: &Asked<'_>,
    request: CleanRequest,
) -> Result<CleanedView, Failure> {
    let facility = asked.founded(Claims::default())?;
    let (_lock, _) = recover::lock(&facility, "depot gc", false)?;
    let names = request
        .remove
        .iter()
        .map(|release| named(&release.product, release.version.as_deref()))
        .collect::<Result<Vec<_>, Failure>>()?;
    let cleaned = depot::clean(&facility, &names)?;
    Ok(CleanedView {
        releases: small(
            cleaned
                .iter()
                .map(|cleaned| cleaned.releases.len())
                .sum::<usize>(),
        ),
        chunks: cleaned.iter().map(|cleaned| cleaned.chunks).sum(),
        bytes: cleaned.iter().map(|cleaned| cleaned.bytes).sum(),
    })
}

pub(crate) fn export_release(
    asked: &Asked<'_>,
    request: DepotExportRequest,
) -> Result<Exported, Failure> {
    let facility = asked.founded(Claims::default())?;
    let name = named(&request.release.product, request.release.version.as_deref())?;
    let found = depot::find(&facility, &name)?;
    let mut sink = Volumes {
        folder: asked.target(request.to)?,
        release: format!("{}-{}", found.product, found.version),
        open: None,
        written: Vec::new(),
    };
    depot::export(
        &facility,
        &name,
        &depot::Selection::All,
        request.volume_bytes,
        &mut sink,
        asked.cancel,
    )?;
    Ok(Exported {
        volumes: sink.written,
    })
}

/// Volumes in a folder: each is written beside its name and takes it only when it is whole and durable.
struct Volumes<'a> {
    folder: &'a Utf8Path,
    release: String,
    open: Option<(Utf8PathBuf, Draft)>,
    written: Vec<Saved>,
}

impl ExportSink for Volumes<'_> {
    fn begin<'b>(&'b mut self, volume: &PlannedVolume) -> io::Result<Box<dyn Write + 'b>> {
        let (number, count) = (volume.hint.number, volume.hint.count);
        let part = if count.value() > 1 {
            format!("-{number}-of-{count}")
        } else {
            String::new()
        };
        let path = self.folder.join(format!("{}{part}.sealift", self.release));
        let draft = Draft::begin(path.as_std_path()).map_err(io::Error::other)?;
        Ok(Box::new(&mut self.open.insert((path, draft)).1))
    }

    fn end(&mut self, volume: &ExportedVolume) -> io::Result<()> {
        let Some((path, draft)) = self.open.take() else {
            return Err(io::Error::other("no volume was begun"));
        };
        draft.publish().map_err(io::Error::other)?;
        self.written.push(Saved {
            place: path.to_string(),
            bytes: volume.bytes,
            sha256: volume.sha256.to_string(),
        });
        Ok(())
    }
}

pub(crate) fn support_bundle(asked: &Asked<'_>, request: SaveRequest) -> Result<Saved, Failure> {
    let facility = asked.founded(Claims::default())?;
    let parts = support::gather(&facility)?;
    files::write(
        asked.target(request.to)?,
        &support::write(&facility, &parts)?,
    )
}
