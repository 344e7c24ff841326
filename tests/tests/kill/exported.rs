//! What lies in the folder for exports.

use sealift_journeys::{Holdings, Run, Tree, sealift, tree_of};

use crate::bench::Bench;

/// Everything that the scene's site has, and what was exported from it.
#[track_caller]
pub(crate) fn holdings(bench: &Bench) -> Holdings {
    Holdings::of(&bench.site, exported(bench))
}

/// What lies in the folder for exports under a name that people would take for whole. A killed export may leave a hidden
/// file behind that says by its name that it is a part.
fn exported(bench: &Bench) -> Tree {
    let is_part = |name: &str| name.starts_with('.') && name.ends_with(".part");
    let found = tree_of(bench.out())
        .into_iter()
        .filter(|(name, _)| !is_part(name));
    let found = found.map(|(name, what)| {
        let what = if name.ends_with(".json") {
            whole_report(bench, &name)
        } else {
            what
        };
        (format!("exported {name}"), what)
    });
    found.collect()
}

/// Reports hold the time at which they were made; what counts is that they prove what they say.
fn whole_report(bench: &Bench, name: &str) -> String {
    let verified = Run::of(
        sealift()
            .args(["audit", "verify"])
            .arg(bench.out().join(name)),
    );
    // Nothing was given to compare with, so nobody can say more than this.
    match verified.out.contains("CONSISTENT") || verified.err.contains("CONSISTENT") {
        true => "a whole report".into(),
        false => format!("{verified:?}"),
    }
}
