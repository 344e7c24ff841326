//! A release written out of the depot again, and how far that is.

use std::io::{self, Write};
use std::time::Duration;

use sealift_app::cases::depot::{self, Selection};
use sealift_app::cases::recover;
use sealift_app::events::{
    Lifecycle, Meter, OperationKind, Outcome, Problem, Progress, ReleaseName, Share,
};
use sealift_app::{Claims, Exit, Failure};
use sealift_engine::depot::{ExportSink, ExportedVolume};
use sealift_host::media::{Volumes, Written};
use sealift_package::volume::PlannedVolume;

use super::named;
use crate::asked::Asked;
use crate::data::{DepotExportRequest, Exported, Saved};

pub(crate) fn export_release(
    asked: &Asked<'_>,
    request: DepotExportRequest,
) -> Result<Exported, Failure> {
    let facility = asked.founded(Claims::default())?;
    let (lock, _) = recover::lock(&facility, "depot export", false)?;
    let name = named(&request.release.product, request.release.version.as_deref())?;
    let found = depot::find(&facility, &name)?;
    let title = format!("{}-{}", found.product, found.version);
    let mut sink = Volumes::new(asked.target(request.to)?, title);
    let clock = facility.ground().world.clock.clone();
    asked.watched(&facility, |mut events| {
        let started = Lifecycle::OperationStarted {
            kind: OperationKind::Export,
            release: Some(ReleaseName {
                product: found.product.to_string(),
                version: Some(found.version.to_string()),
                manifest: None,
            }),
            steps: 1,
        };
        events.tell(started, clock.now().utc);
        let mut metered = Metered {
            sink: &mut sink,
            meter: Meter::new(Vec::new(), false),
            elapsed: &|| clock.elapsed(),
            tell: &mut |progress| events.progress(progress, clock.now().utc),
        };
        let (all, most) = (Selection::All, request.volume_bytes);
        let exported = depot::export(
            &facility,
            &lock,
            &name,
            &all,
            most,
            &mut metered,
            asked.cancel,
        );
        events.tell(finished(exported.as_ref().err()), clock.now().utc);
        exported
    })?;
    let saved = |file: Written| Saved {
        place: file.path.to_string(),
        bytes: file.bytes,
        sha256: file.sha256.to_string(),
    };
    Ok(Exported {
        volumes: sink.written().into_iter().map(saved).collect(),
    })
}

fn finished(failure: Option<&Failure>) -> Lifecycle {
    Lifecycle::OperationFinished {
        outcome: match failure {
            None => Outcome::Succeeded,
            Some(failure) if failure.exit == Exit::Cancelled => Outcome::Cancelled,
            Some(_) => Outcome::Refused,
        },
        problem: failure.map(|failure| Problem::new(failure.code, &failure.detail)),
        left: Vec::new(),
    }
}

/// A sink that tells how much of all volumes has been written, how fast, and how long the rest will take.
struct Metered<'a> {
    sink: &'a mut dyn ExportSink,
    meter: Meter,
    elapsed: &'a dyn Fn() -> Duration,
    tell: &'a mut dyn FnMut(Progress),
}

impl ExportSink for Metered<'_> {
    fn planned(&mut self, volumes: &[PlannedVolume]) {
        let bytes = volumes.iter().map(|volume| volume.bytes).sum();
        self.meter = Meter::new(vec![(1, Share::Bytes { bytes, files: 0 })], false);
        self.meter.begin((self.elapsed)());
        self.sink.planned(volumes);
    }

    fn begin<'b>(&'b mut self, volume: &PlannedVolume) -> io::Result<Box<dyn Write + 'b>> {
        Ok(Box::new(Counted {
            target: self.sink.begin(volume)?,
            meter: &mut self.meter,
            elapsed: self.elapsed,
            tell: self.tell,
        }))
    }

    fn end(&mut self, volume: &ExportedVolume) -> io::Result<()> {
        self.sink.end(volume)
    }
}

/// A volume's bytes on their way.
struct Counted<'b> {
    target: Box<dyn Write + 'b>,
    meter: &'b mut Meter,
    elapsed: &'b dyn Fn() -> Duration,
    tell: &'b mut dyn FnMut(Progress),
}

impl Write for Counted<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.target.write(bytes)?;
        self.meter.count(written as u64, 0);
        if let Some(progress) = self.meter.tell((self.elapsed)()) {
            (self.tell)(progress);
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.target.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sealift_app::events::Work;
    use sealift_testkit::volume::SampleRelease;
    use std::cell::Cell;

    /// Volumes in memory.
    struct Memory(Vec<u8>);

    impl ExportSink for Memory {
        fn begin<'b>(&'b mut self, _: &PlannedVolume) -> io::Result<Box<dyn Write + 'b>> {
            Ok(Box::new(&mut self.0))
        }

        fn end(&mut self, _: &ExportedVolume) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn an_export_tells_how_much_is_written_how_fast_and_how_long_it_will_take() {
        let release = SampleRelease::small();
        let all = sealift_package::volume::Selection::All;
        let volumes = sealift_package::volume::plan(&release.head(), &all, None).expect("a plan");
        let total: u64 = volumes.iter().map(|volume| volume.bytes).sum();
        let seconds = Cell::new(0);
        let mut told = Vec::new();
        let mut memory = Memory(Vec::new());
        let mut metered = Metered {
            sink: &mut memory,
            meter: Meter::new(Vec::new(), false),
            elapsed: &|| {
                seconds.set(seconds.get() + 1);
                Duration::from_secs(seconds.get())
            },
            tell: &mut |progress| told.push(progress),
        };
        metered.planned(&volumes);
        for volume in &volumes {
            let mut target = metered.begin(volume).expect("memory");
            for piece in release.write(volume).chunks(100) {
                target.write_all(piece).expect("memory");
            }
        }
        let amounts: Vec<(u64, u64)> = told
            .iter()
            .map(|progress| match &progress.work {
                Work::Amount { bytes, .. } => (bytes.done, bytes.total),
                Work::Elapsed { .. } => panic!("an export has bytes: {progress:?}"),
            })
            .collect();
        assert_eq!(amounts[0], (100, total));
        assert_eq!(amounts.last(), Some(&(total, total)));
        let middle = &told[told.len() / 2];
        let Work::Amount {
            bytes_per_second,
            seconds_left,
            ..
        } = &middle.work
        else {
            panic!("{middle:?}");
        };
        assert!(bytes_per_second.is_some() && seconds_left.is_some());
    }
}
