//! `cargo xtask bench small`: the kernel's source, about 78,000 small files.

use super::contest::{Step, Way};
use super::debian;
use super::ground::{Description, Ground, PRODUCT};
use super::record::StepFigures;
use super::tree::{Census, remove_outward_links};
use super::{OURS, Options, Suite};
use crate::workspace::Workspace;
use anyhow::Result;

const PACKAGE: &str = "linux-source-6.1";
const PLAIN: &str = "tar -x";
const COMPRESSED: &str = "tar -x --zstd";

pub(super) fn run(workspace: &Workspace, options: &Options) -> Result<Suite> {
    let ground = Ground::new(workspace, "small")?;
    let mut suite = Suite::begin("small", &ground.path(""), options)?;
    lay_out(workspace, &ground, &mut suite)?;
    ground.pack("tree.toml", "package").output()?;
    suite.add(install(&ground, options)?);
    suite.add(questions(&ground, options)?);
    ground.clear()?;
    Ok(suite)
}

fn lay_out(workspace: &Workspace, ground: &Ground, suite: &mut Suite) -> Result<()> {
    let newest = debian::fetch_newest(workspace, PACKAGE)?;
    newest.unpack(&ground.path("package-of-debian"))?;
    ground
        .shell(
            "mkdir tree; tar -C tree -xf package-of-debian/usr/src/linux-source-*.tar.xz --strip-components=1; \
             rm -r package-of-debian",
        )
        .output()?;
    let removed = remove_outward_links(&ground.path("tree"))?;
    let census = Census::of(&ground.path("tree"))?;
    suite.input(format!("{}: {}", newest.told(), census.told()));
    suite.remark(format!(
        "{removed} links that lead out of the tree were left out for everybody."
    ));
    ground
        .shell("tar -C tree -cf tree.tar .; zstd -3 -T0 -q tree.tar")
        .output()?;
    let release = Description {
        sources: &["tree".to_owned()],
        version: "1.0.0",
        sequence: 1,
        has_posix_names: true,
    };
    ground.describe("tree.toml", &release)
}

fn install(ground: &Ground, options: &Options) -> Result<StepFigures> {
    let ready = vec![ground.new_site(), ground.on_site(&["import", "package"])];
    let unpack = |name: &str, archive: &str| {
        let line = format!("mkdir out; {name} -C out -f {archive}; sync -f out");
        Way::new(name, vec![ground.shell(&line)]).after(vec![ground.aside("out")])
    };
    let step = Step::new("install, imported before")
        .way(Way::new(OURS, vec![ground.change("install")]).after(ready))
        .way(unpack(PLAIN, "tree.tar"))
        .way(unpack(COMPRESSED, "tree.tar.zst"));
    let mut figures = step.run(&ground.rules(options.rounds, options.is_cold))?;
    figures.judge_time(OURS, &[PLAIN], Some(1.2));
    figures.judge_time(OURS, &[COMPRESSED], None);
    Ok(figures)
}

/// What somebody asks who waits at the screen.
fn questions(ground: &Ground, options: &Options) -> Result<StepFigures> {
    ground.new_site().output()?;
    ground.on_site(&["import", "package"]).output()?;
    let ask = |words: &[&str]| Way::new(&words.join(" "), vec![ground.on_site(words)]);
    let product = ["plan", PRODUCT];
    let step = Step::new("questions")
        .way(ask(&["list"]))
        .way(ask(&product))
        .way(ask(&["check", PRODUCT]));
    let mut figures = step.run(&ground.rules(options.rounds, options.is_cold))?;
    let names: Vec<String> = figures.ways.iter().map(|way| way.name.clone()).collect();
    for name in names {
        figures.judge_seconds(&name, 1.0);
    }
    Ok(figures)
}
