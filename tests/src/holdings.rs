//! What is compared: every file with its mode and digest, the depot, what is installed, who is trusted, what was exported.

use sealift_journeys::{Run, Tree, sealift, tree_of};

use crate::bench::Bench;

/// How many differences are told.
const SHOWN: usize = 12;

/// Everything that a site has, but what tells only what was done.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Holdings(Tree);

impl Holdings {
    #[track_caller]
    pub(crate) fn of(bench: &Bench) -> Self {
        let mut things = Tree::new();
        for (at, what) in bench.site.world() {
            if !is_furniture(&at, &what) {
                things.insert(unnumbered(&at), kind_of(&at, what));
            }
        }
        let releases = bench.releases();
        for release in releases.as_array().expect("a list") {
            let said = ["version", "complete", "active"].map(|field| release[field].to_string());
            things.insert(format!("release {}", said[0]), said.join(" "));
        }
        things.insert("installed".into(), format!("{:?}", bench.installed()));
        things.insert("trusted".into(), format!("{:?}", bench.keys()));
        things.extend(exported(bench));
        Self(things)
    }

    /// What differs, in words.
    pub(crate) fn differs(&self, other: &Self) -> Option<String> {
        let missing = other.0.iter().filter(|(at, _)| !self.0.contains_key(*at));
        let missing = missing.map(|(at, what)| format!("- {at}: {what}"));
        let more = self
            .0
            .iter()
            .filter(|(at, what)| other.0.get(*at) != Some(what));
        let more = more.map(|(at, what)| format!("+ {at}: {what}"));
        let lines: Vec<String> = missing.chain(more).take(SHOWN).collect();
        (!lines.is_empty()).then(|| lines.join("\n    "))
    }
}

/// What a site keeps for its own use once it has made it, whatever becomes of what it was made for.
fn is_furniture(at: &str, what: &str) -> bool {
    let Some(name) = at.strip_prefix("var/lib/sealift/") else {
        return false;
    };
    if what.starts_with("directory") {
        let holds_waiting = name.starts_with("depot/incoming/");
        let is_backups = name.starts_with("backups") && name.matches('/').count() < 2;
        return is_backups
            || ["runs", "secrets", "depot"].contains(&name)
            || (name.starts_with("depot/") && !holds_waiting);
    }
    name.starts_with("state.db") || ["lock", "reserve"].contains(&name)
}

/// A path without the numbers of runs in it, which are drawn anew in every round.
fn unnumbered(at: &str) -> String {
    let is_number =
        |part: &&str| part.len() == 32 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let part = |part| if is_number(&part) { "RUN" } else { part };
    at.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// What a thing is; of files that hold a time or a key drawn by chance, that they are there.
fn kind_of(at: &str, what: String) -> String {
    match at {
        "var/lib/sealift/log-key" | "etc/sealift/trust.json" => "a file".into(),
        _ => what,
    }
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
