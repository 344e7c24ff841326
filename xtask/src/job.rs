//! The main job, told in the documented words of the command line: a vendor seals Sealift itself, a stick carries it,
//! a site installs it, upgrades it and goes back, and an officer verifies the log. `demo` runs it on this machine and
//! `cross` runs it under wine; each step must end with the exit code that the documentation promises.

use crate::sealift::Sealift;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// The product in `examples/sealift`.
pub(crate) const PRODUCT: &str = "org.sealift.sealift";

/// What the job seals: version and sequence.
const FIRST: (&str, u64) = ("1.0.0", 1);
const SECOND: (&str, u64) = ("1.1.0", 2);

/// Where products lie below a site's root: on Unix, and on Windows.
const PROGRAMS: [&str; 2] = ["opt", "Program Files"];

const DONE: i32 = 0;
const PACKAGE_REFUSED: i32 = 10;
const AUDIT_FAILED: i32 = 17;

/// The folder in which everything happens, by the name that we have for it and by the one that the program has.
pub(crate) struct Place {
    here: PathBuf,
    seen: String,
}

impl Place {
    /// An empty folder; what an earlier run left in it is removed.
    pub(crate) fn new(here: PathBuf, seen: &str) -> Result<Self> {
        if here.exists() {
            fs::remove_dir_all(&here).with_context(|| format!("{} is in use", here.display()))?;
        }
        fs::create_dir_all(&here)?;
        Ok(Self {
            here,
            seen: seen.to_owned(),
        })
    }

    /// A folder of this machine, which the program sees as we do.
    pub(crate) fn native(here: PathBuf) -> Result<Self> {
        let seen = here.to_string_lossy().into_owned();
        Self::new(here, &seen)
    }

    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        relative
            .split('/')
            .fold(self.here.clone(), |path, part| path.join(part))
    }

    /// The world that stands for the facility's host, as `--root` takes it.
    pub(crate) fn site(&self) -> String {
        let separator = if self.seen.contains('\\') {
            '\\'
        } else {
            std::path::MAIN_SEPARATOR
        };
        format!("{}{separator}site", self.seen)
    }
}

/// Runs the whole job and tells where its report lies.
pub(crate) fn run(workspace: &Workspace, sealift: &Sealift, place: &Place) -> Result<PathBuf> {
    let job = Job { sealift, place };
    let fingerprint = job.make_key()?;
    job.seal(workspace)?;
    job.carry(&fingerprint)?;
    job.install()?;
    job.upgrade_and_go_back()?;
    job.prove()
}

/// Lays out a release of `examples/sealift` with this program in it, ready to be packed from its `sealift.toml`.
///
/// The example's own description says 1.0.0, sequence 1; those two lines are all that differs between releases.
pub(crate) fn lay_out(
    workspace: &Workspace,
    folder: &Path,
    release: (&str, u64),
    program: &Path,
) -> Result<()> {
    let example = workspace.path("examples/sealift");
    if !example.join("sealift.toml").is_file() {
        bail!("{} is missing", example.join("sealift.toml").display());
    }
    copy_folder(&example, folder)?;
    let description = folder.join("sealift.toml");
    let text = fs::read_to_string(&description)?;
    fs::write(&description, of_release(&text, release)?)?;
    let programs = folder.join("program").join("bin");
    fs::create_dir_all(&programs)?;
    let name = program.file_name().context("a program has a name")?;
    fs::copy(program, programs.join(name))?;
    Ok(())
}

/// The description with its version and sequence replaced.
fn of_release(description: &str, (version, sequence): (&str, u64)) -> Result<String> {
    let mut replaced = 0;
    let mut text = String::new();
    for line in description.lines() {
        let key = line.split('=').next().unwrap_or_default().trim();
        match key {
            "version" if line.contains("\"1.0.0\"") => {
                text.push_str(&format!("version = \"{version}\""))
            }
            "sequence" => text.push_str(&format!("sequence = {sequence}")),
            _ => {
                text.push_str(line);
                text.push('\n');
                continue;
            }
        }
        replaced += 1;
        text.push('\n');
    }
    if replaced != 2 {
        bail!("the example's description must say version = \"1.0.0\" and its sequence, once each");
    }
    Ok(text)
}

struct Job<'a> {
    sealift: &'a Sealift,
    place: &'a Place,
}

impl Job<'_> {
    /// Returns the key's fingerprint, which the vendor would send on paper.
    fn make_key(&self) -> Result<String> {
        heading("The vendor makes a key");
        let words = ["--json", "keygen", "--out", "vendor", "--no-password"];
        let command = self.sealift.command(&self.place.here, &words);
        let json: serde_json::Value = serde_json::from_str(&command.output()?)?;
        println!("$ {}\n{json:#}", command.line());
        let fingerprint = find_text(&json, "fingerprint");
        fingerprint.context("keygen tells the key's fingerprint")
    }

    fn seal(&self, workspace: &Workspace) -> Result<()> {
        heading("The vendor seals two releases");
        for release in [FIRST, SECOND] {
            let folder = format!("vendor/{}", release.0);
            lay_out(
                workspace,
                &self.place.path(&folder),
                release,
                self.sealift.program(),
            )?;
            let description = format!("{folder}/sealift.toml");
            self.run(&[
                "pack",
                &description,
                "--key",
                "vendor/sealift.key",
                "--out",
                "stick",
            ])?;
        }
        fs::copy(
            self.place.path("vendor/sealift.pub"),
            self.place.path("stick/sealift.pub"),
        )?;
        let volume = self.first_volume()?;
        self.run(&["verify", &volume, "--key", "vendor/sealift.pub"])?;
        self.refuses_a_flipped_byte(&volume)
    }

    /// One changed byte in the middle of a volume: refused, or its chunk named; never accepted.
    fn refuses_a_flipped_byte(&self, volume: &str) -> Result<()> {
        let mut bytes = fs::read(self.place.path(volume))?;
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(self.place.path("flipped.sealift"), bytes)?;
        self.expect(
            PACKAGE_REFUSED,
            &["verify", "flipped.sealift", "--key", "vendor/sealift.pub"],
        )
    }

    fn carry(&self, fingerprint: &str) -> Result<()> {
        heading("Inside, the key is compared and trusted, and the stick is imported");
        self.on_site(&[
            "trust",
            "add",
            "stick/sealift.pub",
            "--fingerprint",
            fingerprint,
        ])?;
        self.on_site(&["import", "stick"])?;
        self.on_site(&["list"])
    }

    fn install(&self) -> Result<()> {
        heading("The technician checks, looks at the plan and installs");
        let release = format!("{PRODUCT}@{}", FIRST.0);
        self.on_site(&["check", &release])?;
        self.on_site(&["plan", &release])?;
        if PROGRAMS.iter().any(|folder| self.at_site(folder).exists()) {
            bail!("the plan changed something");
        }
        let why = ["--ticket", "CHG-1001", "--reason", "first install", "--yes"];
        self.on_site(&[&["install", &release], &why[..]].concat())?;
        self.run_installed(FIRST)
    }

    fn upgrade_and_go_back(&self) -> Result<()> {
        heading("A newer release, and the way back");
        let release = format!("{PRODUCT}@{}", SECOND.0);
        self.on_site(&["upgrade", &release, "--ticket", "CHG-1002", "--yes"])?;
        self.run_installed(SECOND)?;
        let why = ["--ticket", "CHG-1003", "--reason", "shown to work", "--yes"];
        self.on_site(&[&["rollback", PRODUCT, "--to", FIRST.0], &why[..]].concat())?;
        self.run_installed(FIRST)?;
        self.on_site(&["status"])
    }

    /// The officer needs the report and the log's key, and nothing of the site.
    fn prove(&self) -> Result<PathBuf> {
        heading("The officer verifies the log, with the log's own key");
        self.on_site(&["audit", "checkpoint", "--key", "--out", "log.pub"])?;
        self.on_site(&[
            "audit",
            "export",
            "--format",
            "html",
            "--out",
            "report.html",
        ])?;
        self.on_site(&[
            "audit",
            "export",
            "--format",
            "json",
            "--out",
            "report.json",
        ])?;
        for report in ["report.html", "report.json"] {
            let verify = ["audit", "verify", report, "--log-key", "log.pub"];
            let words = self.sealift.command(&self.place.here, &verify).output()?;
            println!("{}", words.trim_end());
            if !words.contains("VALID") {
                bail!("{report} was not found VALID");
            }
        }
        let forged =
            fs::read_to_string(self.place.path("report.json"))?.replace("CHG-1003", "CHG-1004");
        fs::write(self.place.path("forged.json"), forged)?;
        self.expect(
            AUDIT_FAILED,
            &["audit", "verify", "forged.json", "--log-key", "log.pub"],
        )?;
        Ok(self.place.path("report.html"))
    }

    fn first_volume(&self) -> Result<String> {
        let names = fs::read_dir(self.place.path("stick"))?
            .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
            .collect::<Result<Vec<String>>>()?;
        let mut volumes: Vec<_> = names
            .into_iter()
            .filter(|name| name.ends_with(".sealift"))
            .collect();
        volumes.sort();
        let first = volumes.first().context("pack wrote no volume")?;
        Ok(format!("stick/{first}"))
    }

    /// Runs what was installed, from where it was installed, and shows what it says.
    fn run_installed(&self, (version, sequence): (&str, u64)) -> Result<()> {
        let prefix = self.prefix().context("nothing was installed")?;
        let name = self
            .sealift
            .program()
            .file_name()
            .context("a program has a name")?;
        let release = prefix
            .join("releases")
            .join(format!("{version}-{sequence}"));
        let program = active(&prefix)?.join("bin").join(name);
        if !same_file_content(&program, &release.join("bin").join(name))? {
            bail!("{} is not release {version}", program.display());
        }
        let words = self
            .sealift
            .sibling(program)
            .command(&self.place.here, &["--version"])
            .output()?;
        println!("{PRODUCT} {version} says: {}", words.trim_end());
        Ok(())
    }

    /// The product's folder, once there is one.
    fn prefix(&self) -> Option<PathBuf> {
        let prefixes = PROGRAMS.map(|folder| self.at_site(folder).join(PRODUCT));
        prefixes.into_iter().find(|prefix| prefix.is_dir())
    }

    fn at_site(&self, folder: &str) -> PathBuf {
        self.place.path("site").join(folder)
    }

    fn on_site(&self, words: &[&str]) -> Result<()> {
        let site = self.place.site();
        self.run(&[&["--root", &site], words].concat())
    }

    fn run(&self, words: &[&str]) -> Result<()> {
        self.expect(DONE, words)
    }

    fn expect(&self, code: i32, words: &[&str]) -> Result<()> {
        self.sealift.run_expecting(code, &self.place.here, words)
    }
}

/// The release that a product's switch leads to. Where the file system has no links, the switch is a file that names
/// it.
fn active(prefix: &Path) -> Result<PathBuf> {
    let current = prefix.join("current");
    if current.is_dir() {
        return Ok(current);
    }
    let pointer = fs::read_to_string(&current)?;
    let to = pointer.trim_end().strip_prefix("sealift-switch/v1 ");
    let to = to.with_context(|| format!("{} is no switch", current.display()))?;
    Ok(to
        .split('/')
        .fold(prefix.to_path_buf(), |path, part| path.join(part)))
}

fn heading(text: &str) {
    println!("\n== {text}");
}

/// The first text under this key, wherever it stands.
pub(crate) fn find_text(json: &serde_json::Value, key: &str) -> Option<String> {
    match json {
        serde_json::Value::Object(fields) => fields
            .get(key)
            .and_then(|value| value.as_str().map(str::to_owned))
            .or_else(|| fields.values().find_map(|value| find_text(value, key))),
        serde_json::Value::Array(items) => items.iter().find_map(|item| find_text(item, key)),
        _ => None,
    }
}

fn same_file_content(one: &Path, other: &Path) -> Result<bool> {
    let read =
        |path: &Path| fs::read(path).with_context(|| format!("{} cannot be read", path.display()));
    Ok(read(one)? == read(other)?)
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_version_and_sequence_differ_between_two_releases() {
        let text = "# an example\nversion = \"1.0.0\"\nsequence = 1\nmin_version = \"1.0.0\"\n";
        let next = of_release(text, SECOND).expect("both lines are there");
        assert_eq!(
            next,
            "# an example\nversion = \"1.1.0\"\nsequence = 2\nmin_version = \"1.0.0\"\n"
        );
        assert!(of_release("version = \"1.0.0\"\n", SECOND).is_err());
    }
}
