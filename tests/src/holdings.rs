//! What is compared of a site before and after: every file with its mode and digest, the depot, what is installed, who is
//! trusted.

use serde_json::Value;

use crate::{Site, Tree};

/// How many differences are told.
const SHOWN: usize = 12;

/// Everything that a site has, but what tells only what was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holdings(Tree);

impl Holdings {
    /// What a site has, and with it what was put elsewhere.
    #[track_caller]
    #[must_use]
    pub fn of(site: &Site, elsewhere: Tree) -> Self {
        let mut things = elsewhere;
        for (at, what) in site.world() {
            if !is_furniture(&at, &what) {
                things.insert(unnumbered(&at), kind_of(&at, what));
            }
        }
        let asked = |words: &[&str]| site.run([&["--json"], words].concat()).succeeds().json();
        for release in asked(&["list"]).as_array().expect("a list") {
            let said = ["version", "complete", "active"].map(|field| release[field].to_string());
            things.insert(format!("release {}", said[0]), said.join(" "));
        }
        let installed = asked(&["status"])["products"][0]["version"].to_string();
        things.insert("installed".into(), installed);
        let keys = asked(&["trust", "list"]);
        let keys = keys.as_array().expect("a list").iter();
        let prints: Vec<&Value> = keys.map(|key| &key["fingerprint"]).collect();
        things.insert("trusted".into(), format!("{prints:?}"));
        Self(things)
    }

    /// What differs, in words.
    #[must_use]
    pub fn differs(&self, other: &Self) -> Option<String> {
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
