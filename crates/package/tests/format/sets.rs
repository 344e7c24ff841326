//! Sets, deltas, repairs and signatures: the same release in other volumes.

use std::collections::{BTreeSet, HashSet};

use sealift_document::Digest;
use sealift_package::volume::{
    BaseHint, PlanError, PlannedVolume, Selection, VolumeKind, VolumeWriter, WriteError, plan,
};
use sealift_testkit::volume::reading::{Yield, pull};
use sealift_testkit::volume::{SampleComponent, SampleRelease};

fn noise(seed: u64, bytes: usize) -> Vec<u8> {
    let block = |n: u64| *Digest::of(&[seed.to_le_bytes(), n.to_le_bytes()].concat()).raw();
    (0..bytes.div_ceil(32) as u64)
        .flat_map(block)
        .take(bytes)
        .collect()
}

/// Many chunks of about two MiB that nothing compresses.
fn large(version: &str, sequence: u32, seeds: &[u64]) -> SampleRelease {
    let files: Vec<_> = seeds
        .iter()
        .map(|seed| (format!("f{seed:03}"), noise(*seed, 3 << 20)))
        .collect();
    let files: Vec<_> = files
        .iter()
        .map(|(name, content)| (name.as_str(), &content[..]))
        .collect();
    SampleRelease::of(version, sequence, &[("data", SampleComponent::of(&files))])
}

fn accepted(release: &SampleRelease, volume: &[u8]) -> Yield {
    let result = pull(volume, &release.manifest);
    assert!(result.is_accepted(), "{:?}", result.refusal);
    result
}

fn ordinals(result: &Yield) -> BTreeSet<u32> {
    result.chunks.iter().map(|chunk| chunk.ordinal()).collect()
}

#[test]
fn a_set_of_volumes_holds_every_chunk_once_and_no_volume_is_too_large() {
    let release = large("1.0.0", 1, &[1, 2, 3, 4]);
    let most = 6 << 20;
    let planned = plan(&release.head(), &Selection::All, Some(most)).expect("a plan");
    assert!(planned.len() > 1);
    let mut seen = BTreeSet::new();
    for (number, planned) in (1..).zip(&planned) {
        let volume = release.write(planned);
        assert_eq!(volume.len() as u64, planned.bytes, "planned to the byte");
        assert!(planned.bytes <= most);
        let result = accepted(&release, &volume);
        let hint = result.hint.as_ref().expect("a hint");
        assert_eq!((hint.number.value(), hint.kind), (number, VolumeKind::Part));
        for ordinal in ordinals(&result) {
            assert_eq!(hint.volume_with(ordinal), Some(hint.number));
            assert!(seen.insert(ordinal), "each chunk once");
        }
    }
    assert_eq!(seen.len(), release.index.chunks().len());
}

#[test]
fn a_volume_fits_exactly_or_not_at_all() {
    let release = large("1.0.0", 1, &[1, 2]);
    let whole = release.volume().len() as u64;
    let volumes = |most| plan(&release.head(), &Selection::All, Some(most)).map(|set| set.len());
    assert_eq!(volumes(whole), Ok(1));
    assert!(volumes(whole - 1).expect("a plan") > 1);
    let Err(PlanError::VolumeTooSmall { least, .. }) = volumes(1 << 20) else {
        panic!("a chunk and the head do not fit into one MiB")
    };
    // The least is told for a volume.json that says nothing yet; a little more must do.
    assert!(volumes(least + 1000).is_ok());
}

#[test]
fn a_delta_leaves_out_what_the_base_has() {
    let (old, new) = (
        large("1.0.0", 1, &[1, 2, 3]),
        large("1.1.0", 2, &[1, 2, 3, 9]),
    );
    let base = BaseHint {
        version: old.manifest.version.clone(),
        sequence: old.manifest.sequence,
        manifest_sha256: Digest::of(&old.seal.manifest),
    };
    let raw: HashSet<_> = old
        .index
        .chunks()
        .iter()
        .map(|chunk| chunk.raw_sha256)
        .collect();
    let selection = Selection::Without {
        bases: vec![base.clone()],
        raw,
    };
    let delta = new.volumes(&selection, None).remove(0);
    assert!(
        delta.len() * 2 < new.volume().len(),
        "most chunks are shared"
    );
    let result = accepted(&new, &delta);
    let hint = result.hint.expect("a hint");
    assert_eq!((hint.kind, hint.bases), (VolumeKind::Delta, vec![base]));
    let known: HashSet<_> = old
        .index
        .chunks()
        .iter()
        .map(|chunk| chunk.raw_sha256)
        .collect();
    let brought: HashSet<_> = result
        .chunks
        .iter()
        .map(sealift_package::volume::CheckedChunk::name)
        .collect();
    for chunk in new.index.chunks() {
        assert!(known.contains(&chunk.raw_sha256) != brought.contains(&chunk.stored_sha256));
    }
}

#[test]
fn a_repair_holds_the_chunks_asked_for() {
    let release = large("1.0.0", 1, &[1, 2]);
    let wanted = BTreeSet::from([0, 2]);
    let volume = release
        .volumes(&Selection::Only(wanted.clone()), None)
        .remove(0);
    let result = accepted(&release, &volume);
    assert_eq!(ordinals(&result), wanted);
    assert_eq!(result.hint.expect("a hint").kind, VolumeKind::Repair);
    let unknown = Selection::Only(BTreeSet::from([99]));
    let refused = plan(&release.head(), &unknown, None).expect_err("no such chunk");
    assert_eq!(refused.code(), "plan-unknown-chunk");
}

#[test]
fn a_volume_without_chunks_carries_a_later_signature() {
    let release = SampleRelease::small();
    let volume = release.volumes(&Selection::Nothing, None).remove(0);
    let result = accepted(&release, &volume);
    assert!(result.chunks.is_empty());
    assert_eq!(result.hint.expect("a hint").kind, VolumeKind::Signature);
    assert_eq!(result.seal.expect("a seal").signatures.len(), 1);
}

/// The one volume of a release that is not parted.
fn only_volume(release: &SampleRelease) -> PlannedVolume {
    plan(&release.head(), &Selection::All, None)
        .expect("a plan")
        .remove(0)
}

/// Writes a volume into a sink.
fn written<W: std::io::Write>(
    release: &SampleRelease,
    planned: &PlannedVolume,
    sink: W,
) -> Result<W, WriteError> {
    let writer = VolumeWriter::begin(sink, &release.head(), planned)?;
    writer.write_all(|chunk| Ok(release.chunks[&chunk.stored_sha256].clone()))
}

#[test]
fn the_writer_takes_the_planned_chunks_alone() {
    let release = SampleRelease::small();
    let planned = only_volume(&release);
    let begin = || VolumeWriter::begin(vec![], &release.head(), &planned).expect("memory");
    let mut writer = begin();
    assert_eq!(
        writer.chunk(b"something else").expect_err("other").code(),
        "volume-write-other-chunk"
    );
    assert_eq!(
        begin().finish().expect_err("too few").code(),
        "volume-write-chunk-count"
    );
    let mut whole = begin();
    while let Some(wanted) = whole.wanted() {
        let stored = &release.chunks[&wanted.stored_sha256];
        whole.chunk(stored).expect("memory");
    }
    let Err(WriteError::ChunkCount { planned, found }) = whole.chunk(b"one more") else {
        panic!("nothing is wanted any more")
    };
    assert_eq!((planned, found), (3, 4));
    assert_eq!(whole.finish().expect("whole"), release.volume());
}

/// M9: what is not finished must not look finished.
#[test]
fn m09_a_volume_given_up_is_no_volume() {
    let release = SampleRelease::small();
    let planned = only_volume(&release);
    let mut sink = vec![];
    let mut writer = VolumeWriter::begin(&mut sink, &release.head(), &planned).expect("memory");
    let first = writer.wanted().expect("a chunk").stored_sha256;
    writer.chunk(&release.chunks[&first]).expect("memory");
    drop(writer);
    let refusal = pull(&sink, &release.manifest).refusal.expect("cut short");
    assert!(refusal.is_truncation(), "{refusal}");
}

/// A full drive at any byte: an error, and never a file that reads as a whole volume.
#[test]
fn m09_a_sink_that_fails_at_any_byte_leaves_no_whole_volume() {
    struct Full<'a>(&'a mut Vec<u8>, usize);
    impl std::io::Write for Full<'_> {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            let room = self.1 - self.0.len();
            if room == 0 {
                return Err(std::io::ErrorKind::StorageFull.into());
            }
            let taken = bytes.len().min(room);
            self.0.extend(&bytes[..taken]);
            Ok(taken)
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let release = SampleRelease::small();
    let planned = only_volume(&release);
    for room in 0..release.volume().len() {
        let mut sink = vec![];
        let written = written(&release, &planned, Full(&mut sink, room));
        assert_eq!(
            written.map(|_| ()).expect_err("full").code(),
            "volume-write"
        );
        assert!(
            !pull(&sink, &release.manifest).is_accepted(),
            "{room} bytes"
        );
    }
}

/// A drive that fails once and then works: the volume stays one that was not finished.
#[test]
fn m09_a_sink_that_works_again_after_it_failed_gets_no_whole_volume() {
    struct Once<'a>(&'a mut Vec<u8>, usize, bool);
    impl std::io::Write for Once<'_> {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            if self.0.len() == self.1 && !std::mem::replace(&mut self.2, true) {
                return Err(std::io::ErrorKind::StorageFull.into());
            }
            let before = self.1.saturating_sub(self.0.len());
            let taken = match before {
                0 => bytes.len(),
                before => bytes.len().min(before),
            };
            self.0.extend(&bytes[..taken]);
            Ok(taken)
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let release = SampleRelease::small();
    let planned = only_volume(&release);
    for failing in 0..release.volume().len() {
        let mut sink = vec![];
        let written = written(&release, &planned, Once(&mut sink, failing, false));
        assert!(written.is_err(), "failed at {failing}");
        assert_eq!(sink.len(), failing, "nothing follows what failed");
    }
}

#[test]
fn a_sink_that_is_interrupted_gets_the_same_volume() {
    struct Interrupted(Vec<u8>, bool);
    impl std::io::Write for Interrupted {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.1 = !self.1;
            if self.1 {
                return Err(std::io::ErrorKind::Interrupted.into());
            }
            let taken = bytes.len().min(100);
            self.0.extend(&bytes[..taken]);
            Ok(taken)
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let release = SampleRelease::small();
    let planned = only_volume(&release);
    let written = written(&release, &planned, Interrupted(vec![], false));
    assert_eq!(written.expect("interrupted alone").0, release.volume());
}
