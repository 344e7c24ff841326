//! What templates can name: `paths`, `answers`, `release` and `facts`.

use std::collections::BTreeSet;

use minijinja::value::{Serde, Value};
use sealift_package::manifest::{Anchor, Os};
use sealift_package::path::RelativePath;
use serde_json::{Map, Value as Json, json};

use crate::configuration::{MASK, Settled, insert_at, value_at};
use crate::layout::{HostPath, Layout, WorldRoot};
use crate::plan::ReleaseRef;

/// What surrounds a template.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings<'a> {
    /// Where the product's places lie.
    pub layout: &'a Layout,
    /// The release whose template it is.
    pub release: &'a ReleaseRef,
    /// The machine's name, where it is known.
    pub hostname: Option<&'a str>,
    /// The configuration.
    pub answers: &'a Settled,
}

/// What `paths.program` stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProgramPlace {
    /// The release's own folder: for programs that run before the switch.
    Release,
    /// The switch `current`: for whatever outlives the release.
    Switch,
}

/// The names a template can use, with their values.
pub struct Context {
    /// With secrets.
    pub(super) full: Value,
    /// With masks in place of secrets.
    pub(super) masked: Value,
    /// Without secrets: their names are not defined.
    pub(super) open: Value,
    /// The dotted names of secrets.
    pub(super) secrets: BTreeSet<String>,
}

impl Context {
    /// Gathers the values around one release.
    #[must_use]
    pub fn new(around: &Surroundings<'_>, program: ProgramPlace) -> Self {
        let settled = around.answers;
        let mut open = settled.public.clone();
        for (key, file) in &settled.files {
            insert_at(&mut open, key, file.content.clone().into());
        }
        for key in &settled.paths {
            if let Some(path) = value_at(&open, key) {
                let relocated = relocated(path, around.layout.root(), around.layout.os());
                insert_at(&mut open, key, relocated);
            }
        }
        let with_secrets = |text: &dyn Fn(&str) -> String| {
            let mut answers = open.clone();
            for (key, secret) in &settled.secrets {
                insert_at(&mut answers, key, text(secret.expose()).into());
            }
            answers
        };
        let world = world(around, program);
        let names = |answers: Map<String, Json>| {
            let mut names = world.clone();
            names.insert("answers".into(), answers.into());
            Value::from(Serde(&names))
        };
        Self {
            full: names(with_secrets(&str::to_owned)),
            masked: names(with_secrets(&|_| MASK.to_owned())),
            open: names(open.clone()),
            secrets: settled.secrets.keys().cloned().collect(),
        }
    }
}

/// Everything but the answers.
fn world(around: &Surroundings<'_>, program: ProgramPlace) -> Map<String, Json> {
    let layout = around.layout;
    let program = match program {
        ProgramPlace::Release => around.release.folder.clone(),
        ProgramPlace::Switch => layout.current(),
    };
    let mut paths = Map::new();
    paths.insert("prefix".into(), layout.absolute(layout.prefix()).into());
    paths.insert("program".into(), layout.absolute(&program).into());
    for (name, anchor) in [
        ("config", Anchor::Config),
        ("data", Anchor::Data),
        ("logs", Anchor::Logs),
        ("run", Anchor::Run),
    ] {
        if let Some(path) = layout.anchor(anchor) {
            paths.insert(name.into(), layout.absolute(&path).into());
        }
    }
    let mut facts = Map::new();
    if let Some(hostname) = around.hostname {
        facts.insert("hostname".into(), hostname.into());
    }
    let mut world = Map::new();
    world.insert("paths".into(), paths.into());
    world.insert("facts".into(), facts.into());
    let release = json!({
        "version": around.release.version.to_string(),
        "sequence": around.release.sequence,
        "name": around.release.name,
    });
    world.insert("release".into(), release);
    world
}

/// An answer that is a path names a place of this world: in a relocated one it lies below the root (threat C5).
fn relocated(answer: &Json, root: &WorldRoot, os: Os) -> Json {
    match answer {
        Json::Array(items) => items.iter().map(|item| relocated(item, root, os)).collect(),
        Json::String(path) if root.is_relocated() && !is_below(path, root.as_str()) => {
            let below = match os {
                Os::Windows => path.get(3..).unwrap_or_default().replace('\\', "/"),
                Os::Linux | Os::Macos => path.trim_start_matches('/').to_owned(),
            };
            match below.trim_end_matches('/').parse::<RelativePath>() {
                Ok(below) => root.absolute(&HostPath::from(below)).into(),
                Err(_) => root.as_str().into(), // the root itself
            }
        }
        other => other.clone(),
    }
}

fn is_below(path: &str, root: &str) -> bool {
    path.strip_prefix(root)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '\\']))
}
