//! `cargo xtask bench`: how fast and in how little memory a large release passes, beside the tools that do half the
//! work: `openssl dgst` reads and hashes as we do, `cp` reads and writes. One run on one machine; compare the columns
//! of one table, not tables.

mod desktop;
mod measure;

use crate::job::{self, PRODUCT};
use crate::program::Program;
use crate::sealift::{Profile, Sealift};
use crate::setup::{self, Purpose};
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use measure::{Measured, measure};
use std::fs;
use std::io::{BufWriter, Write};
use std::path::Path;

/// In MiB; large enough that starting a program does not show.
const USUAL_SIZE: u64 = 1024;
const MIB: u64 = 1 << 20;
/// Size of one generated file; a release of few large files shows streaming, not the cost of opening files.
const FILE_SIZE: u64 = 16 * MIB;

pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    if let [what] = arguments
        && what == "desktop"
    {
        return desktop::run(workspace);
    }
    if arguments == ["log"] {
        return log(workspace);
    }
    let size = match arguments {
        [] => USUAL_SIZE,
        [flag, size] if flag == "--size" => size.parse().context("--size takes a number of MiB")?,
        _ => bail!("bench takes `log`, or --size MIB, and nothing else"),
    };
    setup::ensure(workspace, &[Purpose::Core, Purpose::Bench])?;
    let sealift = Sealift::build(workspace, Profile::Release)?;
    let place = job::Place::native(workspace.target().join("bench"))?;
    let here = place.path("");
    let release = place.path("release");
    job::lay_out(workspace, &release, ("1.0.0", 1), sealift.program())?;
    let payload = release.join("program").join("share");
    generate(&payload, size)?;

    let key = ["--json", "keygen", "--out", "vendor", "--no-password"];
    let key: serde_json::Value = serde_json::from_str(&sealift.command(&here, &key).output()?)?;
    let fingerprint =
        job::find_text(&key, "fingerprint").context("keygen tells the fingerprint")?;
    let site = place.site();
    let trust = [
        "--root",
        &site,
        "trust",
        "add",
        "vendor/sealift.pub",
        "--fingerprint",
        &fingerprint,
    ];
    sealift.command(&here, &trust).run()?;

    let on_site = |words: &[&str]| sealift.command(&here, &[&["--root", &site], words].concat());
    let files = Program::new("sh").args(["-c", "openssl dgst -sha256 release/program/share/*"]);
    let copy = Program::new("sh").args(["-c", "cp -a release/program copy && sync -f copy"]);
    let pack = [
        "pack",
        "release/sealift.toml",
        "--key",
        "vendor/sealift.key",
        "--out",
        "stick",
    ];
    let rows = [
        ("openssl dgst -sha256", measure(&files.within(&here))?),
        ("cp -a, sync", measure(&copy.within(&here))?),
        ("sealift pack", measure(&sealift.command(&here, &pack))?),
        ("sealift verify", measure(&verify(&sealift, &here)?)?),
        ("sealift import", measure(&on_site(&["import", "stick"]))?),
        (
            "sealift install",
            measure(&on_site(&["install", PRODUCT, "--yes"]))?,
        ),
    ];
    print_table(size, &rows);
    fs::remove_dir_all(here)?; // several times the release's size
    Ok(())
}

fn verify(sealift: &Sealift, here: &Path) -> Result<Program> {
    let volumes = fs::read_dir(here.join("stick"))?
        .map(|entry| Ok(entry?.path().to_string_lossy().into_owned()))
        .collect::<Result<Vec<String>>>()?;
    let words = ["verify", "--key", "vendor/sealift.pub"];
    Ok(sealift.command(here, &words).args(volumes))
}

/// Writes that many MiB of bytes that no compressor can shrink and that are the same on every machine.
fn generate(folder: &Path, size: u64) -> Result<()> {
    fs::create_dir_all(folder)?;
    let mut noise = Noise(0x5ea1_1f70_5ea1_1f70);
    let mut left = size * MIB;
    for number in 0.. {
        if left == 0 {
            break;
        }
        let file = fs::File::create(folder.join(format!("{number:05}.bin")))?;
        let mut file = BufWriter::with_capacity(1 << 20, file);
        let length = left.min(FILE_SIZE);
        for _ in 0..length / 8 {
            file.write_all(&noise.next().to_le_bytes())?;
        }
        file.flush()?;
        left -= length;
    }
    Ok(())
}

/// Marsaglia's xorshift64*: small, fast, and no compressor finds its pattern.
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }
}

/// What looking for records costs in a long log.
fn log(workspace: &Workspace) -> Result<()> {
    setup::ensure(workspace, &[Purpose::Core])?;
    let example = [
        "run",
        "--release",
        "--package",
        "sealift-engine",
        "--example",
        "log_search",
    ];
    Program::new("cargo")
        .args(example)
        .within(workspace.root())
        .run()
}

fn print_table(size: u64, rows: &[(&str, Measured)]) {
    println!("\n{size} MiB, incompressible, release build");
    println!(
        "{:<22} {:>9} {:>9} {:>12}",
        "", "seconds", "MiB/s", "peak MiB"
    );
    for (name, row) in rows {
        let memory = row
            .peak_kib
            .map_or("-".to_owned(), |kib| (kib / 1024).to_string());
        let seconds = row.time.as_secs_f64();
        #[expect(clippy::cast_precision_loss, reason = "a rate for people to read")]
        let rate = size as f64 / seconds;
        println!("{name:<22} {seconds:>9.2} {rate:>9.0} {memory:>12}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_is_the_same_on_every_machine_and_repeats_no_word_soon() {
        let mut noise = Noise(0x5ea1_1f70_5ea1_1f70);
        let words: Vec<u64> = (0..1000).map(|_| noise.next()).collect();
        let distinct: std::collections::BTreeSet<_> = words.iter().collect();
        assert_eq!(distinct.len(), 1000);
        let mut again = Noise(0x5ea1_1f70_5ea1_1f70);
        assert!(words.iter().all(|word| *word == again.next()));
    }
}
