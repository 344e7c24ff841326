//! The part of `cargo metadata` (format version 1) that the checks read.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// The answer of `cargo metadata`.
#[derive(Clone, Deserialize)]
pub(crate) struct Metadata {
    pub(crate) packages: Vec<Package>,
    pub(crate) workspace_members: Vec<String>,
    /// Absent when asked for without dependencies.
    pub(crate) resolve: Option<Resolve>,
}

/// A crate, ours or another's.
#[derive(Clone, Deserialize)]
pub(crate) struct Package {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) version: String,
    /// An SPDX expression, where the crate gives one.
    pub(crate) license: Option<String>,
    pub(crate) manifest_path: PathBuf,
    /// What its manifest asks for, optional dependencies and other platforms' included.
    pub(crate) dependencies: Vec<Dependency>,
    pub(crate) targets: Vec<Target>,
}

/// One line of a manifest's dependencies.
#[derive(Clone, Deserialize)]
pub(crate) struct Dependency {
    pub(crate) name: String,
    /// `None` is an ordinary dependency.
    pub(crate) kind: Option<Kind>,
}

/// What a dependency is for.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    Build,
    Dev,
}

/// A library, program or test of a crate.
#[derive(Clone, Deserialize)]
pub(crate) struct Target {
    pub(crate) name: String,
    pub(crate) kind: Vec<String>,
}

/// The graph as cargo resolved it for all platforms.
#[derive(Clone, Deserialize)]
pub(crate) struct Resolve {
    pub(crate) nodes: Vec<Node>,
}

/// A crate of the graph and what it depends on.
#[derive(Clone, Deserialize)]
pub(crate) struct Node {
    pub(crate) id: String,
    pub(crate) deps: Vec<Edge>,
}

/// One arrow of the graph.
#[derive(Clone, Deserialize)]
pub(crate) struct Edge {
    pub(crate) pkg: String,
    pub(crate) dep_kinds: Vec<EdgeKind>,
}

/// Why an arrow is there.
#[derive(Clone, Copy, Deserialize)]
pub(crate) struct EdgeKind {
    pub(crate) kind: Option<Kind>,
}

impl Dependency {
    /// Whether only tests see it.
    pub(crate) fn is_for_tests(&self) -> bool {
        self.kind == Some(Kind::Dev)
    }
}

impl Edge {
    fn is_for_tests(&self) -> bool {
        self.dep_kinds
            .iter()
            .all(|reason| reason.kind == Some(Kind::Dev))
    }
}

impl Metadata {
    /// The project's own crates, by name.
    pub(crate) fn members(&self) -> impl Iterator<Item = &Package> {
        self.packages
            .iter()
            .filter(|package| self.workspace_members.contains(&package.id))
    }

    /// Every crate that this one carries along when it is built for use, tests set aside: its id, and the id of
    /// the crate by which it was first reached.
    pub(crate) fn graph_below<'a>(&'a self, id: &'a str) -> BTreeMap<&'a str, &'a str> {
        let nodes: BTreeMap<&str, &Node> = self
            .resolve
            .iter()
            .flat_map(|resolve| &resolve.nodes)
            .map(|node| (node.id.as_str(), node))
            .collect();
        let mut reached = BTreeMap::new();
        let mut waiting = vec![id];
        while let Some(here) = waiting.pop() {
            let edges = nodes.get(here).into_iter().flat_map(|node| &node.deps);
            for edge in edges.filter(|edge| !edge.is_for_tests()) {
                if edge.pkg != id && !reached.contains_key(edge.pkg.as_str()) {
                    reached.insert(edge.pkg.as_str(), here);
                    waiting.push(&edge.pkg);
                }
            }
        }
        reached
    }

    /// The crate of this id.
    pub(crate) fn package(&self, id: &str) -> Option<&Package> {
        self.packages.iter().find(|package| package.id == id)
    }

    /// The crates of others, once each.
    pub(crate) fn foreign(&self) -> impl Iterator<Item = &Package> {
        let own: BTreeSet<&str> = self.workspace_members.iter().map(String::as_str).collect();
        self.packages
            .iter()
            .filter(move |package| !own.contains(package.id.as_str()))
    }
}
