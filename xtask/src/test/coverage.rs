//! Which lines and regions of the project's own crates the tests run through, counted by the compiler and told by
//! LLVM's own tools.
//!
//! Only the project's crates are counted: a wrapper before their compiler adds the flag, and what they depend on is
//! built as ever. It all lies in `target/coverage`, apart from the usual build.

use crate::program::{Program, write_script};
use crate::setup;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

const WRAPPER: &str = include_str!("../../assets/coverage-rustc.sh");

/// Where the counts of all processes go: one file for each program, added to under a lock by whoever ends.
const COUNTS: &str = "%m.profraw";

/// A build that counts, and what it has counted.
pub(super) struct Coverage {
    folder: PathBuf,
    tools: PathBuf,
}

impl Coverage {
    /// Makes the place ready and takes earlier counts away.
    pub(super) fn prepare(workspace: &Workspace) -> Result<Self> {
        let tools = setup::llvm_tools(workspace)?;
        let folder = workspace.target().join("coverage");
        let new = Self { folder, tools };
        if new.counts().exists() {
            fs::remove_dir_all(new.counts())?;
        }
        fs::create_dir_all(new.counts())?;
        write_script(&new.wrapper(), WRAPPER)?;
        Ok(new)
    }

    /// Its build folder.
    pub(super) fn target(&self) -> PathBuf {
        self.folder.join("target")
    }

    /// Has cargo build what counts, and whatever it starts count.
    pub(super) fn within(&self, cargo: Program) -> Program {
        cargo
            .env("CARGO_TARGET_DIR", self.target())
            .env("RUSTC_WORKSPACE_WRAPPER", self.wrapper())
            .env("LLVM_PROFILE_FILE", self.counts().join(COUNTS))
    }

    /// Adds all counts up, prints them by crate, and writes each line's count for a browser.
    pub(super) fn tell(&self, workspace: &Workspace, built: &[PathBuf]) -> Result<()> {
        let sum = self.folder.join("sum.profdata");
        self.tool("llvm-profdata")
            .args(["merge", "--sparse", "--failure-mode=all", "-o"])
            .arg(&sum)
            .arg(self.counts())
            .run()?;
        let of_all = |program: Program| {
            let program = program
                .arg("--instr-profile")
                .arg(&sum)
                .arg("--ignore-filename-regex=/(tests|testkit|xtask|examples|\\.cargo|rustc)/|/tests\\.rs$|_tests\\.rs$");
            built.iter().fold(program, |program, object| {
                program.arg("--object").arg(object)
            })
        };
        let export = self.tool("llvm-cov").args(["export", "--summary-only"]);
        let counts = serde_json::from_str(&of_all(export).output()?)?;
        println!("\n{}", Table::of(workspace, &counts)?);
        let html = self.folder.join("html");
        let show = self.tool("llvm-cov").args(["show", "--format=html"]);
        let written = of_all(show).arg("--output-dir").arg(&html).output();
        written.context("the pages with each line's count")?;
        println!("each line's count: {}", html.join("index.html").display());
        Ok(())
    }

    fn counts(&self) -> PathBuf {
        self.folder.join("counts")
    }

    fn wrapper(&self) -> PathBuf {
        self.folder.join("rustc.sh")
    }

    fn tool(&self, name: &str) -> Program {
        Program::new(self.tools.join(name))
    }
}

/// The programs that a build has made, from the messages that cargo writes for machines.
pub(super) fn made(messages: &str) -> Vec<PathBuf> {
    let lines = messages.lines();
    let messages = lines.filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let mut made: Vec<PathBuf> = messages
        .filter_map(|message| message["executable"].as_str().map(PathBuf::from))
        .collect();
    made.sort();
    made.dedup();
    made
}

/// Lines and regions, counted and run through.
#[derive(Default, Clone, Copy)]
struct Counts {
    lines: [u64; 2],
    regions: [u64; 2],
}

impl Counts {
    fn add(&mut self, summary: &Value) {
        for (ours, kind) in [(&mut self.lines, "lines"), (&mut self.regions, "regions")] {
            for (sum, what) in ours.iter_mut().zip(["covered", "count"]) {
                *sum += summary[kind][what].as_u64().unwrap_or_default();
            }
        }
    }
}

/// What was run through, by crate.
struct Table(BTreeMap<String, Counts>);

impl Table {
    fn of(workspace: &Workspace, export: &Value) -> Result<Self> {
        let files = export["data"][0]["files"].as_array();
        let mut crates = BTreeMap::<String, Counts>::new();
        for file in files.context("llvm-cov names no files")? {
            let path = Path::new(file["filename"].as_str().unwrap_or_default());
            let Ok(inside) = path.strip_prefix(workspace.root()) else {
                continue;
            };
            for name in [crate_of(inside), "all".to_owned()] {
                crates.entry(name).or_default().add(&file["summary"]);
            }
        }
        Ok(Self(crates))
    }
}

/// The folder of a file's crate.
fn crate_of(file: &Path) -> String {
    let folders = file.iter().map(|part| part.to_string_lossy());
    let until_source = folders.take_while(|part| part != "src");
    until_source.collect::<Vec<_>>().join("/")
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<20} {:>18} {:>18}", "run through", "lines", "regions")?;
        for (name, counts) in &self.0 {
            let [lines, regions] = [counts.lines, counts.regions].map(part);
            writeln!(f, "{name:<20} {lines:>18} {regions:>18}")?;
        }
        Ok(())
    }
}

/// `91.2 % of 1234`
fn part([covered, count]: [u64; 2]) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a share for people to read")]
    let share = 100.0 * covered as f64 / count.max(1) as f64;
    format!("{share:.1} % of {count}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// Cargo names variables after programs, and those have hyphens.
    #[test]
    #[cfg(unix)]
    fn the_wrapper_hands_on_all_that_the_compiler_is_told() {
        let name = format!("coverage-rustc-{}.sh", std::process::id());
        let wrapper = std::env::temp_dir().join(name);
        write_script(&wrapper, WRAPPER).expect("written");
        let told = Program::new(&wrapper)
            .args(["bash", "-c", "printenv CARGO_BIN_EXE_a-b; echo $0 $1"])
            .env("CARGO_BIN_EXE_a-b", "here")
            .output();
        fs::remove_file(&wrapper).expect("it is there");
        assert_eq!(told.expect("it runs"), "here\n-C instrument-coverage\n");
    }

    #[test]
    fn counts_are_told_by_crate_and_together() {
        let file = |name: &str, covered: u64| {
            let half = json!({ "covered": covered, "count": 10 });
            json!({ "filename": name, "summary": { "lines": half, "regions": half } })
        };
        let files = [
            file("/w/crates/plan/src/a/b.rs", 10),
            file("/w/crates/plan/src/c.rs", 5),
            file("/w/src-tauri/src/lib.rs", 0),
            file("/elsewhere/src/lib.rs", 10),
        ];
        let export = json!({ "data": [{ "files": files }] });
        let table = Table::of(&Workspace::at(Path::new("/w")), &export).expect("files");
        let told: Vec<(String, String)> = table
            .0
            .iter()
            .map(|(name, counts)| (name.clone(), part(counts.lines)))
            .collect();
        let expected = [
            ("all", "50.0 % of 30"),
            ("crates/plan", "75.0 % of 20"),
            ("src-tauri", "0.0 % of 10"),
        ];
        let expected = expected.map(|(name, part)| (name.to_owned(), part.to_owned()));
        assert_eq!(told, expected);
    }

    #[test]
    fn programs_are_found_among_what_cargo_says() {
        let said = "{\"reason\":\"compiler-artifact\",\"executable\":null}\nnot json\n\
                    {\"executable\":\"/t/b\"}\n{\"executable\":\"/t/a\"}\n{\"executable\":\"/t/b\"}";
        assert_eq!(made(said), [PathBuf::from("/t/a"), PathBuf::from("/t/b")]);
    }
}
