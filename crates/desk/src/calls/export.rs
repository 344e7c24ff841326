//! A release written out of the depot again, and how far that is.

use std::io::{self, Write};

use sealift_app::cases::depot::{self, Selection};
use sealift_app::cases::recover;
use sealift_app::cases::telling::Telling;
use sealift_app::events::{OperationKind, Outcome, ReleaseName, Share};
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
    asked.watched(&facility, |events| {
        let release = ReleaseName {
            product: found.product.to_string(),
            version: Some(found.version.to_string()),
            manifest: None,
        };
        let (clock, kind) = (facility.clock(), OperationKind::Export);
        let mut telling = Telling::begin(clock, events, kind, Some(release), 1);
        let mut told = Told {
            sink: &mut sink,
            telling: &mut telling,
        };
        let (all, most) = (Selection::All, request.volume_bytes);
        let exported = depot::export(&facility, &lock, &name, &all, most, &mut told, asked.cancel);
        let failure = exported.as_ref().err();
        telling.end(outcome(failure), failure.map(Failure::problem));
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

fn outcome(failure: Option<&Failure>) -> Outcome {
    match failure {
        None => Outcome::Succeeded,
        Some(failure) if failure.exit == Exit::Cancelled => Outcome::Cancelled,
        Some(_) => Outcome::Refused,
    }
}

/// A sink that tells how much of all volumes has been written, how fast, and how long the rest will take.
struct Told<'a> {
    sink: &'a mut dyn ExportSink,
    telling: &'a mut Telling,
}

impl ExportSink for Told<'_> {
    fn planned(&mut self, volumes: &[PlannedVolume]) {
        let bytes = volumes.iter().map(|volume| volume.bytes).sum();
        self.telling.weigh([Share::Bytes { bytes, files: 0 }]);
        self.sink.planned(volumes);
    }

    fn begin<'b>(&'b mut self, volume: &PlannedVolume) -> io::Result<Box<dyn Write + 'b>> {
        Ok(Box::new(Counted {
            target: self.sink.begin(volume)?,
            telling: self.telling,
        }))
    }

    fn end(&mut self, volume: &ExportedVolume) -> io::Result<()> {
        self.sink.end(volume)
    }
}

/// A volume's bytes on their way.
struct Counted<'b> {
    target: Box<dyn Write + 'b>,
    telling: &'b mut Telling,
}

impl Write for Counted<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.target.write(bytes)?;
        self.telling.count(written as u64, 0);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.target.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sealift_app::events::{Event, EventStream, Happening, Progress, Work};
    use sealift_testkit::volume::SampleRelease;
    use sealift_testkit::world::FakeClock;
    use std::sync::Arc;
    use std::time::Duration;

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

    fn progress(event: Event) -> Option<Progress> {
        match event.what {
            Happening::Progress(progress) => Some(progress),
            Happening::Lifecycle(_) | Happening::Output(_) => None,
        }
    }

    #[test]
    fn an_export_tells_how_much_is_written_how_fast_and_how_long_it_will_take() {
        let release = SampleRelease::small();
        let all = sealift_package::volume::Selection::All;
        let volumes = sealift_package::volume::plan(&release.head(), &all, None).expect("a plan");
        let total: u64 = volumes.iter().map(|volume| volume.bytes).sum();
        let clock = Arc::new(FakeClock::default());
        let run = "00112233445566778899aabbccddeeff".parse().expect("a run");
        let (events, listener) = EventStream::new(run);
        let mut telling = Telling::begin(clock.clone(), events, OperationKind::Export, None, 1);
        let mut memory = Memory(Vec::new());
        let mut told = Told {
            sink: &mut memory,
            telling: &mut telling,
        };
        told.planned(&volumes);
        for volume in &volumes {
            let mut target = told.begin(volume).expect("memory");
            for piece in release.write(volume).chunks(100) {
                clock.advance(Duration::from_secs(1));
                target.write_all(piece).expect("memory");
            }
        }
        let told: Vec<Progress> = listener.waiting().filter_map(progress).collect();
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
