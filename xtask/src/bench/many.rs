//! `cargo xtask bench many`: a thousand releases in the depot, beside one.

use super::contest::{Step, Way};
use super::ground::{Description, Ground, PRODUCT};
use super::record::{Judgement, StepFigures};
use super::{OURS, Options, Suite};
use crate::workspace::Workspace;
use anyhow::Result;
use std::fs;

const RELEASES: u64 = 1000;
/// By how much answers may slow down, in seconds.
const MOST: f64 = 0.1;

pub(super) fn run(workspace: &Workspace, options: &Options) -> Result<Suite> {
    let ground = Ground::new(workspace, "many")?;
    let mut suite = Suite::begin("many", &ground.path(""), options)?;
    suite.input(format!(
        "{RELEASES} releases of one product, a few kilobytes each"
    ));
    pack_all(&ground)?;
    for (site, packages) in [("few", "packages/0001"), ("site", "packages")] {
        eprintln!("importing {packages}");
        ground.new_site().output()?;
        let volumes = volumes_below(&ground, packages)?;
        for part in volumes.chunks(100) {
            let words: Vec<&str> = part.iter().map(String::as_str).collect();
            ground
                .on_site(&[&["import"], &words[..]].concat())
                .output()?;
        }
        let first = format!("{PRODUCT}@1.0.1");
        ground.on_site(&["install", &first, "--yes"]).output()?;
        if site != "site" {
            fs::rename(ground.path("site"), ground.path(site))?;
        }
    }
    suite.add(answers(&ground, options)?);
    ground.clear()?;
    Ok(suite)
}

fn pack_all(ground: &Ground) -> Result<()> {
    fs::create_dir_all(ground.path("tree"))?;
    for number in 1..=RELEASES {
        fs::write(
            ground.path("tree/readme.txt"),
            format!("release {number}\n").repeat(100),
        )?;
        let release = Description {
            sources: &["tree".to_owned()],
            version: &format!("1.0.{number}"),
            sequence: number,
            has_posix_names: false,
        };
        ground.describe("tree.toml", &release)?;
        ground
            .pack("tree.toml", &format!("packages/{number:04}"))
            .output()?;
    }
    Ok(())
}

/// Volumes in a folder, or in the folders in it, relative to the ground.
fn volumes_below(ground: &Ground, folder: &str) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(ground.path(folder))? {
        let entry = entry?;
        let below = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            found.extend(volumes_below(ground, &below)?);
        } else {
            found.push(below);
        }
    }
    found.sort();
    Ok(found)
}

fn answers(ground: &Ground, options: &Options) -> Result<StepFigures> {
    let questions = ["list", "status"];
    let name = |question: &str, releases: u64| format!("{question}, {releases} in the depot");
    let mut step = Step::new("answers");
    for question in questions {
        let ask = |site: &str| vec![ground.sealift(&["--root", site, question])];
        step = step
            .way(Way::new(&name(question, 1), ask("few")))
            .way(Way::new(&name(question, RELEASES), ask("site")));
    }
    step = step.way(Way::new(
        &format!("{OURS} --version"),
        vec![ground.sealift(&["--version"])],
    ));
    let mut figures = step.run(&ground.rules(options.rounds, false))?;
    for question in questions {
        let ways = (
            figures.way(&name(question, RELEASES)),
            figures.way(&name(question, 1)),
        );
        if let (Some(many), Some(one)) = ways {
            let more = many.median() - one.median();
            let what = format!("{question}: more time with {RELEASES} releases than with one");
            let judgement = Judgement::single(what, more, "s", Some(MOST));
            figures.judgements.push(judgement);
        }
    }
    Ok(figures)
}
