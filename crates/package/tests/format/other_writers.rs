//! ZIPs that stock tools write and read, and that are no volumes (threats P3, P4, P10 to P17, P23).
//!
//! Each is made by Python's zipfile, or from bytes, around the content of a good volume; a stock reader opens most of
//! them, and two stock readers see different things in some: that is what a confusion attack is made of. Sealift
//! refuses each, with a code of the structure and nothing kept.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use sealift_testkit::figures;
use sealift_testkit::volume::SampleRelease;
use sealift_testkit::volume::reading::pull;

/// What zipfile writes when it is told every choice of the one form: the same volume, to the byte.
const SAME: &str = "zipfile-plain";

/// Writes every variant into the folder, under the name of what is odd about it.
const VARIANTS: &str = include_str!("other_writers.py");

/// Prints for each file what zipfile makes of it: `refused`, or the digest of its names and contents.
const OPEN: &str = "
import hashlib, os, sys, warnings, zipfile
warnings.simplefilter('ignore')
for name in sorted(os.listdir(sys.argv[1])):
    try:
        with zipfile.ZipFile(os.path.join(sys.argv[1], name)) as archive:
            seen = hashlib.sha256()
            for entry in archive.infolist():
                seen.update(entry.filename.encode() + archive.read(entry))
        print(name, seen.hexdigest())
    except Exception:
        print(name, 'refused')
";

fn python(script: &str, arguments: &[&Path]) -> String {
    let output = Command::new("python3")
        .args(["-c", script])
        .args(arguments)
        .output()
        .expect("python3 is needed for this test");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn p23_what_other_writers_make_of_a_volume_is_refused() {
    let release = SampleRelease::small();
    let folder = tempfile::tempdir().expect("a folder");
    let volume = folder.path().join("volume");
    std::fs::write(&volume, release.volume()).expect("written");
    let variants = folder.path().join("variants");
    std::fs::create_dir(&variants).expect("a folder");
    python(VARIANTS, &[&volume, &variants]);

    let opened = python(OPEN, &[&variants]);
    let opened: BTreeMap<&str, &str> = opened
        .lines()
        .map(|line| line.split_once(' ').expect("two words"))
        .collect();
    assert!(opened.len() >= 30, "{opened:?}");
    for (name, seen) in &opened {
        let bytes = std::fs::read(variants.join(name)).expect("just written");
        if *name == SAME {
            assert!(bytes == release.volume(), "the one form has two writers");
            continue;
        }
        let result = pull(&bytes, &release.manifest);
        let refusal = result
            .refusal
            .as_ref()
            .unwrap_or_else(|| panic!("{name} is accepted"));
        assert!(refusal.code().starts_with("volume-"), "{name}: {refusal}");
        println!("{name}: {} (zipfile: {seen:.8})", refusal.code());
    }
    let readable = opened.values().filter(|seen| **seen != "refused").count();
    assert!(
        readable >= 20,
        "a stock reader opens most of them: {opened:?}"
    );
    let (all, readable) = (opened.len() as u64 - 1, readable as u64 - 1);
    figures::tell(
        "other-writers",
        &[("refused", all), ("read-by-zipfile", readable)],
    );
}
