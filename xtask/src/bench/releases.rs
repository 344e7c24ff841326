//! `cargo xtask bench releases`: two real releases, ours beside what people would use instead.

use super::contest::{Step, Way, bytes_below};
use super::debian;
use super::ground::{Description, Ground, PRODUCT};
use super::peers::{self, BY_HAND, CASYNC, COPY, OPENSSL, OSTREE, RAUC};
use super::record::{Judgement, StepFigures};
use super::tree::{Census, change, remove_outward_links};
use super::{OURS, Options, Suite};
use crate::workspace::Workspace;
use anyhow::Result;

const PACKAGES: [&str; 4] = [
    "openjdk-17-jre-headless",
    "postgresql-15",
    "chromium",
    "prometheus",
];
/// The share of the release's bytes that an upgrade changes, in parts of a hundred.
const CHANGED: u64 = 5;
const MEMORY_MIB: f64 = 128.0;

pub(super) fn run(workspace: &Workspace, options: &Options) -> Result<Suite> {
    let ground = Ground::new(workspace, "releases")?;
    let mut suite = Suite::begin("releases", &ground.path(""), options)?;
    lay_out(workspace, &ground, &mut suite)?;
    peers::prepare(&ground)?;
    suite.add(pack(&ground, options)?);
    peers::write_sums(&ground)?;
    suite.add(verify(&ground, options)?);
    suite.add(install(&ground, options)?);
    suite.add(upgrade_little(&ground, options)?);
    suite.add(roll_back(&ground, options)?);
    suite.add(upgrade(&ground, options)?);
    ground.clear()?;
    Ok(suite)
}

/// The older release in `tree`, the newer in `newer`, and the older with a known change in `changed`.
fn lay_out(workspace: &Workspace, ground: &Ground, suite: &mut Suite) -> Result<()> {
    let mut told = [Vec::new(), Vec::new()];
    for name in PACKAGES {
        let (oldest, newest) = debian::fetch_both(workspace, name)?;
        for (place, (tree, package)) in [("tree", oldest), ("newer", newest)].iter().enumerate() {
            package.unpack(&ground.path(tree).join(name))?;
            told[place].push(package.told());
        }
    }
    let mut removed = 0;
    for (place, tree) in ["tree", "newer"].into_iter().enumerate() {
        for name in PACKAGES {
            removed += remove_outward_links(&ground.path(tree).join(name))?;
        }
        let census = Census::of(&ground.path(tree))?;
        suite.input(format!("{}: {}", told[place].join(", "), census.told()));
    }
    ground.shell("cp -a tree changed").output()?;
    let changed = change(&ground.path("changed"), CHANGED)?;
    suite.input(format!(
        "the older one with {} MB of its bytes changed, in whole files",
        changed / 1_000_000
    ));
    suite.remark(format!(
        "{removed} links that lead out of their tree were left out for everybody: a site of ours would have to allow \
         them by its policy."
    ));
    for (number, (tree, version)) in
        (1..).zip([("tree", "1.0.0"), ("changed", "1.0.1"), ("newer", "1.1.0")])
    {
        let sources = PACKAGES.map(|name| format!("{tree}/{name}"));
        let release = Description {
            sources: &sources,
            version,
            sequence: number,
            has_posix_names: false,
        };
        ground.describe(&format!("{tree}.toml"), &release)?;
    }
    Ok(())
}

fn pack(ground: &Ground, options: &Options) -> Result<StepFigures> {
    let ours = Way::new(OURS, vec![ground.pack("tree.toml", "package")])
        .after(vec![ground.aside("package")])
        .making(ground.path("package"));
    let peers = peers::pack(ground).into_iter();
    let step = peers.fold(Step::new("pack").way(ours), Step::way);
    let mut figures = step.run(&ground.rules(options.rounds, options.is_cold))?;
    figures.judge_time(OURS, &[BY_HAND], Some(1.3));
    figures.judge_size(OURS, BY_HAND, Some(1.05));
    Ok(figures)
}

fn verify(ground: &Ground, options: &Options) -> Result<StepFigures> {
    let ours = Way::new(OURS, vec![ground.verify("package")?]);
    let step = Step::new("verify")
        .way(ours)
        .way(peers::hash(ground, "package/*.sealift"));
    let peers = peers::verify(ground).into_iter();
    let step = peers.fold(step, Step::way);
    let mut figures = step.run(&ground.rules(options.rounds, options.is_cold))?;
    figures.judge_time(OURS, &[OPENSSL], Some(0.7));
    figures.judge_memory(OURS, MEMORY_MIB);
    Ok(figures)
}

fn install(ground: &Ground, options: &Options) -> Result<StepFigures> {
    let import = || ground.on_site(&["import", "package"]);
    let both =
        Way::new(OURS, vec![import(), ground.change("install")]).after(vec![ground.new_site()]);
    let step = Step::new("verify and unpack (ours: import and install)")
        .way(both)
        .way(peers::copy(ground, "package"));
    let peers = peers::install(ground).into_iter();
    let step = peers.fold(step, Step::way);
    let mut figures = step.run(&ground.rules(options.rounds, options.is_cold))?;
    figures.judge_time(OURS, &[COPY], Some(1.25));
    for peer in [BY_HAND, CASYNC, OSTREE, RAUC] {
        figures.judge_time(OURS, &[peer], Some(1.0));
    }
    figures.judge_memory(OURS, MEMORY_MIB);
    Ok(figures)
}

/// An upgrade that changes little, from a volume that brings what has changed and nothing else.
fn upgrade_little(ground: &Ground, options: &Options) -> Result<StepFigures> {
    let base = ground.volumes("package")?;
    let delta = base
        .iter()
        .fold(ground.pack("changed.toml", "delta"), |program, volume| {
            program.arg("--base").arg(volume)
        });
    delta.output()?;
    peers::make_patch(ground)?;
    let first = vec![
        ground.new_site(),
        ground.on_site(&["import", "package"]),
        ground.change("install"),
    ];
    let little = vec![
        ground.on_site(&["import", "delta"]),
        ground.change("upgrade"),
    ];
    let whole = vec![
        ground.on_site(&["import", "package"]),
        ground.change("install"),
    ];
    let name = "sealift, the whole release anew";
    let step = Step::new("upgrade that changes 5 % of the bytes (ours: import and upgrade)")
        .way(
            Way::new(OURS, little)
                .after(first)
                .making(ground.path("delta")),
        )
        .way(Way::new(name, whole).after(vec![ground.new_site()]))
        .way(peers::apply_patch(ground));
    let mut figures = step.run(&ground.rules(options.rounds, options.is_cold))?;
    figures.judge_time(OURS, &[name], None);
    figures.judge_time(OURS, &[peers::XDELTA], None);
    judge_written(&mut figures, name, bytes_below(&ground.path("tree"))?);
    Ok(figures)
}

/// What was written to the disk, beside what the release has.
fn judge_written(figures: &mut StepFigures, whole: &str, release: u64) {
    for name in [OURS, whole] {
        let written = figures.way(name).and_then(|way| way.written_bytes);
        if let Some(bytes) = written {
            #[expect(clippy::cast_precision_loss, reason = "a share for people to read")]
            let share = bytes as f64 / release as f64;
            let what = format!("{name}: bytes written, in times of the release");
            figures
                .judgements
                .push(Judgement::single(what, share, "times", None));
        }
    }
}

/// Back to the release before, both being there.
fn roll_back(ground: &Ground, options: &Options) -> Result<StepFigures> {
    let forth = || {
        vec![
            ground.new_site(),
            ground.on_site(&["import", "package", "delta"]),
            ground.on_site(&["install", &format!("{PRODUCT}@1.0.0"), "--yes"]),
            ground.change("upgrade"),
        ]
    };
    let step = Step::new("roll back")
        .way(Way::new(OURS, vec![ground.change("rollback")]).after(forth()))
        .way(Way::new(
            "sealift --version",
            vec![ground.sealift(&["--version"])],
        ));
    let mut figures = step.run(&ground.rules(options.rounds, false))?;
    figures.judge_seconds(OURS, 0.05);
    Ok(figures)
}

/// From one real release to the next.
fn upgrade(ground: &Ground, options: &Options) -> Result<StepFigures> {
    let base = ground.volumes("package")?;
    let delta = base
        .iter()
        .fold(ground.pack("newer.toml", "next"), |program, volume| {
            program.arg("--base").arg(volume)
        });
    delta.output()?;
    let first = vec![
        ground.new_site(),
        ground.on_site(&["import", "package"]),
        ground.change("install"),
    ];
    let next = vec![
        ground.on_site(&["import", "next"]),
        ground.change("upgrade"),
    ];
    let copy = "mkdir out; cp -r next out/package; cp -a newer out/tree; sync -f out";
    let step = Step::new("upgrade to the newer release (ours: import and upgrade)")
        .way(
            Way::new(OURS, next)
                .after(first)
                .making(ground.path("next")),
        )
        .way(Way::new(COPY, vec![ground.shell(copy)]).after(vec![ground.aside("out")]));
    let mut figures = step.run(&ground.rules(options.rounds, options.is_cold))?;
    figures.judge_time(OURS, &[COPY], None);
    Ok(figures)
}
