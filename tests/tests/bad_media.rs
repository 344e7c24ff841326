//! Drives that fail in the middle of an import: said in plain words, with nothing half done, and mended by importing
//! again (threats M2, M3, M4).
#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "journeys drive a real machine")]

use std::path::PathBuf;
use std::time::Duration;

use sealift_journeys::{BadStick, Fault, Product, Run, Running, Site, Vendor, signal, until};

/// Where the content of a chunk lies in a volume.
struct Chunk {
    name: String,
    begin: u64,
    end: u64,
}

/// A package of several chunks.
fn package(vendor: &Vendor) -> (Vec<u8>, Vec<Chunk>) {
    let release = Product::release("1.0.0", 1)
        .noise("server", "table.bin", 5, 12 << 20)
        .file("server", "readme.txt", "a file\n");
    let volume = std::fs::read(release.pack(vendor)).expect("readable");
    let chunks = chunks(&volume);
    assert!(chunks.len() >= 4, "{} chunks", chunks.len());
    (volume, chunks)
}

/// The chunks, by the local headers.
fn chunks(volume: &[u8]) -> Vec<Chunk> {
    let number = |at: usize, bytes: usize| {
        let bytes = volume[at..at + bytes].iter().rev();
        bytes.fold(0, |sum, byte| sum << 8 | usize::from(*byte))
    };
    let (mut at, mut chunks) = (0, vec![]);
    while volume[at..].starts_with(b"PK\x03\x04") {
        let (name, content) = (number(at + 26, 2), number(at + 18, 4));
        let begin = at + 30 + name;
        let name = String::from_utf8_lossy(&volume[at + 30..begin]).into_owned();
        if let Some(digest) = name.strip_prefix("chunks/") {
            chunks.push(Chunk {
                name: digest.to_owned(),
                begin: begin as u64,
                end: (begin + content) as u64,
            });
        }
        at = begin + content;
    }
    chunks
}

/// Imports what is on the drive.
#[track_caller]
fn import(site: &Site, stick: &BadStick) -> Run {
    site.import(&[stick.package()])
}

/// Insists that nothing is half done: no staging, nothing placed, a depot and a log that are sound.
#[track_caller]
fn is_clean(site: &Site) {
    let world = site.world();
    let staged = world.keys().filter(|path| path.contains("depot/incoming/"));
    assert_eq!(staged.count(), 0, "staging is not empty");
    assert!(site.placed().is_empty());
    site.run(["depot", "verify"]).succeeds();
    let status = site.run(["--json", "status"]).succeeds().json();
    assert_eq!(status["unfinished"], serde_json::json!([]), "{status:#}");
}

/// Takes the fault away, imports again, and insists that everything is there and can be installed.
#[track_caller]
fn is_mended(site: &Site, stick: &BadStick) -> Run {
    stick.fails(Fault::None);
    let run = site
        .run(["--json", "import", &stick.package().to_string_lossy()])
        .succeeds();
    site.run(["install", Product::ID, "--yes"]).succeeds();
    run
}

/// How many chunks an import found in the depot already.
#[track_caller]
fn known_chunks(import: &Run) -> u64 {
    let result = import.out.lines().last().expect("a result");
    let result: serde_json::Value = serde_json::from_str(result).expect("JSON");
    result["volumes"][0]["knownChunks"]
        .as_u64()
        .expect("a number")
}

#[test]
fn m03_a_read_error_at_each_chunk_names_it_and_import_resumes() {
    let vendor = Vendor::new();
    let (volume, chunks) = package(&vendor);
    let stick = BadStick::with(volume);
    for (before, chunk) in chunks.iter().enumerate() {
        let site = Site::trusting(&vendor);
        stick.fails(Fault::Unreadable(chunk.begin + 1));
        let run = import(&site, &stick)
            .exits(18)
            .says("[volume-read]")
            .says("What to do:");
        let run = run.says(&chunk.name);
        assert!(run.err.contains("release.sealift"), "{}", run.err);
        is_clean(&site);
        let mended = is_mended(&site, &stick);
        assert_eq!(
            known_chunks(&mended),
            before as u64,
            "what was sound is not read for nothing"
        );
    }
}

#[test]
fn m03_a_read_error_before_or_behind_the_chunks_keeps_nothing_half() {
    let vendor = Vendor::new();
    let (volume, chunks) = package(&vendor);
    let end = volume.len() as u64;
    let stick = BadStick::with(volume);
    for at in [0, 29, 500, chunks[0].begin - 80, end - 200, end - 1] {
        let site = Site::trusting(&vendor);
        stick.fails(Fault::Unreadable(at));
        let run = import(&site, &stick).exits(18).says("What to do:");
        assert!(
            run.err.contains("Input/output error"),
            "at {at}: {}",
            run.err
        );
        is_clean(&site);
        is_mended(&site, &stick);
    }
}

#[test]
fn m02_a_drive_that_is_pulled_out_is_told_and_import_resumes() {
    let vendor = Vendor::new();
    let (volume, chunks) = package(&vendor);
    let end = volume.len() as u64;
    let stick = BadStick::with(volume);
    for at in [0, end / 2, end * 99 / 100] {
        let kept = chunks.iter().filter(|chunk| chunk.end <= at).count();
        let site = Site::trusting(&vendor);
        stick.fails(Fault::Gone(at));
        import(&site, &stick)
            .exits(18)
            .says("unplugged")
            .says("What to do:");
        import(&site, &stick).exits(18).says("What to do:");
        is_clean(&site);
        assert_eq!(known_chunks(&is_mended(&site, &stick)), kept as u64);
    }
}

#[test]
fn m04_a_drive_that_gives_other_bytes_the_second_time_is_read_once() {
    let vendor = Vendor::new();
    let stick = BadStick::with(package(&vendor).0);
    let site = Site::trusting(&vendor);
    stick.fails(Fault::Changes);
    import(&site, &stick).succeeds();
    is_clean(&site);
    site.run(["install", Product::ID, "--yes"]).succeeds();
}

#[test]
fn a_drive_that_gives_little_at_once_is_read_all_the_same() {
    let vendor = Vendor::new();
    let stick = BadStick::with(package(&vendor).0);
    let site = Site::trusting(&vendor);
    stick.fails(Fault::Short(4093));
    import(&site, &stick).succeeds();
    is_clean(&site);
}

#[test]
fn m02_a_file_that_ends_before_its_size_is_cut_short() {
    let vendor = Vendor::new();
    let (volume, chunks) = package(&vendor);
    let stick = BadStick::with(volume);
    let site = Site::trusting(&vendor);
    stick.fails(Fault::Ends(chunks[2].begin + 100));
    import(&site, &stick)
        .exits(16)
        .says("[volume-truncated]")
        .says("What to do:");
    is_clean(&site);
    assert_eq!(known_chunks(&is_mended(&site, &stick)), 2);
}

#[test]
fn a_drive_that_hangs_does_not_hold_up_who_wishes_to_stop() {
    let vendor = Vendor::new();
    let (volume, chunks) = package(&vendor);
    let stick = BadStick::with(volume);
    let site = Site::trusting(&vendor);
    stick.fails(Fault::Silent(chunks[1].begin));
    let path: PathBuf = stick.package();
    let mut command = site.sealift();
    let mut run = Running::start(command.arg("import").arg(&path));
    until("a read that hangs", Duration::from_secs(60), || {
        stick.keeps_waiting().then_some(())
    });
    signal(run.process(), "INT");
    // It has said its last word; the kernel lets go of it only when the drive answers or is pulled out.
    run.has_said("What to do:");
    stick.fails(Fault::None);
    run.ends().exits(20);
    is_clean(&site);
    is_mended(&site, &stick);
}
