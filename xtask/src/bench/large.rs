//! `cargo xtask bench large`: releases of 1, 2 and 4 GiB, for memory and for what one GiB more costs.
//!
//! A release that no compressor shrinks lies on the disk four times: as files, as a package, in the depot and installed.
//! Each stage is deleted as soon as the next is there.

use super::contest::{Rules, Step, Way};
use super::figures::slope;
use super::ground::{Description, Ground};
use super::record::{Judgement, StepFigures};
use super::tree::generate;
use super::{Options, Suite};
use crate::program::Program;
use crate::workspace::Workspace;
use anyhow::Result;

const MEMORY_MIB: f64 = 128.0;
/// How much more memory the largest may take than the smallest and still be called the same.
const GROWTH_MIB: f64 = 16.0;
const STEPS: [&str; 4] = ["pack", "verify", "import", "install"];
/// In GiB.
const SIZES: [u64; 3] = [1, 2, 4];

pub(super) fn run(workspace: &Workspace, options: &Options) -> Result<Suite> {
    let ground = Ground::new(workspace, "large")?;
    let mut suite = Suite::begin("large", &ground.path(""), options)?;
    let sizes = if options.sizes.is_empty() {
        SIZES.to_vec()
    } else {
        options.sizes.clone()
    };
    suite.input("noise in files of 16 MiB, which no compressor shrinks".into());
    suite.remark(
        "Each size was measured once: what counts here is memory, and how costs grow.".into(),
    );
    let rules = ground.rules(1, options.is_cold);
    let mut found = Vec::new();
    for size in sizes {
        let figures = of_size(&ground, &rules, size)?;
        found.push((size, figures));
    }
    for (size, figures) in &mut found {
        for name in &STEPS[1..] {
            figures.judge_memory(&named(name, *size), MEMORY_MIB);
        }
    }
    let growth = growth(&found);
    for (_, figures) in found {
        suite.add(figures);
    }
    suite.add(growth);
    ground.clear()?;
    Ok(suite)
}

fn named(step: &str, size: u64) -> String {
    format!("{step} {size} GiB")
}

fn of_size(ground: &Ground, rules: &Rules, size: u64) -> Result<StepFigures> {
    ground.shell("rm -rf tree package site out").output()?;
    generate(&ground.path("tree"), size * 1024)?;
    let release = Description {
        sources: &["tree".to_owned()],
        version: "1.0.0",
        sequence: 1,
        has_posix_names: false,
    };
    ground.describe("tree.toml", &release)?;
    let mut all = StepFigures {
        title: format!("{size} GiB"),
        ways: Vec::new(),
        judgements: Vec::new(),
    };
    let mut take = |step: &str, before: Vec<Program>, program: Program| -> Result<()> {
        let way = Way::new(&named(step, size), vec![program]).after(before);
        let figures = Step::new(step).way(way).run(rules)?;
        all.ways.extend(figures.ways);
        Ok(())
    };
    take("pack", Vec::new(), ground.pack("tree.toml", "package"))?;
    ground.shell("rm -rf tree").output()?;
    take("verify", Vec::new(), ground.verify("package")?)?;
    let import = ground.on_site(&["import", "package"]);
    take("import", vec![ground.new_site()], import)?;
    ground.shell("rm -rf package").output()?;
    take("install", Vec::new(), ground.change("install"))?;
    ground.shell("rm -rf site").output()?;
    Ok(all)
}

/// What one GiB more costs, and whether memory grows with it.
fn growth(found: &[(u64, StepFigures)]) -> StepFigures {
    let mut judgements = Vec::new();
    for step in STEPS {
        let ways = found
            .iter()
            .filter_map(|(size, figures)| Some((*size, figures.way(&named(step, *size))?)));
        let ways: Vec<_> = ways.collect();
        #[expect(clippy::cast_precision_loss, reason = "a few gibibytes")]
        let times: Vec<(f64, f64)> = ways
            .iter()
            .map(|(size, way)| (*size as f64, way.median()))
            .collect();
        if let Some(slope) = slope(&times) {
            let what = format!("{step}: time of one GiB more");
            judgements.push(Judgement::single(what, slope, "s", None));
        }
        let peaks: Vec<u64> = ways.iter().filter_map(|(_, way)| way.peak_kib).collect();
        if let (Some(first), Some(last)) = (peaks.first(), peaks.last()) {
            #[expect(clippy::cast_precision_loss, reason = "mebibytes for people to read")]
            let more = (*last as f64 - *first as f64) / 1024.0;
            let most = (step != "pack").then_some(GROWTH_MIB);
            let what = format!("{step}: memory, largest less smallest");
            judgements.push(Judgement::single(what, more, "MiB", most));
        }
    }
    StepFigures {
        title: "growth".into(),
        ways: Vec::new(),
        judgements,
    }
}
