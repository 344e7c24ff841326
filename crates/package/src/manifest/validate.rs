//! The rules that bind a manifest's fields together.
//!
//! A reader stops at the first one that does not hold; whoever writes a manifest is told all of them, each with its
//! place.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use sealift_document::Count;

use super::{
    Action, Anchor, Component, ComponentId, Manifest, ManifestError, ManifestProblem, NamesProfile,
    Os, Platform, ReleaseDocumentKind, Step,
};

/// As many problems as anyone mends at a time.
const MOST_PROBLEMS: usize = 100;

pub(super) fn validate(manifest: &Manifest) -> Result<(), ManifestError> {
    let mut first = Ok(());
    let _ = Rules::of(manifest).check(&mut |problem| {
        first = Err(problem.error);
        ControlFlow::Break(())
    });
    first
}

pub(super) fn problems(manifest: &Manifest) -> Vec<ManifestProblem> {
    let mut problems = Vec::new();
    let _ = Rules::of(manifest).check(&mut |problem| {
        problems.push(problem);
        if problems.len() < MOST_PROBLEMS {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    });
    problems
}

/// Whether to go on looking.
type Flow = ControlFlow<()>;
type Found<'a> = dyn FnMut(ManifestProblem) -> Flow + 'a;

struct Rules<'a> {
    manifest: &'a Manifest,
}

impl<'a> Rules<'a> {
    const fn of(manifest: &'a Manifest) -> Self {
        Self { manifest }
    }

    fn check(&self, found: &mut Found<'_>) -> Flow {
        self.numbers(found)?;
        self.lists(found)?;
        self.names(found)?;
        self.references(found)?;
        self.order(found)?;
        self.folders(found)?;
        self.places(found)
    }

    fn numbers(&self, found: &mut Found<'_>) -> Flow {
        let manifest = self.manifest;
        let (most, index) = (Count::MAX.value(), manifest.index.raw_bytes.value());
        let sequence = manifest.sequence.value();
        in_range(found, "/sequence", "sequence", sequence, 1, most)?;
        let most = crate::limits::INDEX_RAW_BYTES;
        in_range(found, "/index/raw_bytes", "index size", index, 1, most)?;
        let floor = manifest.rollback_index.value();
        let at = "/rollback_index";
        in_range(found, at, "rollback_index", floor, 0, sequence)
    }

    fn lists(&self, found: &mut Found<'_>) -> Flow {
        let manifest = self.manifest;
        let missing = |what| ManifestError::Missing { what };
        if manifest.platforms.is_empty() {
            note(found, "/platforms", missing("platform"))?;
        }
        if manifest.components.is_empty() {
            note(found, "/components", missing("component"))?;
        }
        let is_linux = |platform: &Platform| platform.os == Os::Linux;
        if manifest.names == NamesProfile::Posix && !manifest.platforms.iter().all(is_linux) {
            note(found, "/names", ManifestError::PosixNames)?;
        }
        ControlFlow::Continue(())
    }

    fn names(&self, found: &mut Found<'_>) -> Flow {
        let manifest = self.manifest;
        let components = manifest.components.iter().map(|c| c.id.as_str());
        unique(found, "component", numbered("components", components))?;
        let requirements = manifest.requirements.iter().map(|r| r.id.as_str());
        unique(found, "requirement", numbered("requirements", requirements))?;
        let data = manifest.data.iter().map(|d| d.id.as_str());
        unique(found, "data directory", numbered("data", data))?;
        let documents = manifest.documents.iter().map(|d| d.id.as_str());
        unique(found, "document", numbered("documents", documents))?;
        for (at, component) in self.components() {
            let steps = component.steps.iter().enumerate();
            let named =
                steps.map(|(number, step)| (step.id.as_str(), format!("{at}/steps/{number}/id")));
            unique(found, "step", named)?;
        }
        let services = self.steps().filter_map(|(at, step)| match &step.action {
            Action::Service(service) => Some((service.name.as_str(), format!("{at}/name"))),
            _ => None,
        });
        unique(found, "service", services)
    }

    fn references(&self, found: &mut Found<'_>) -> Flow {
        let manifest = self.manifest;
        let unresolved = |from, name: &str, what, to: &str| ManifestError::Unresolved {
            from,
            name: name.into(),
            what,
            to: to.into(),
        };
        for (at, component) in self.components() {
            for (number, needed) in component.depends.iter().enumerate() {
                if manifest.component(needed).is_none() {
                    let (name, to) = (component.id.as_str(), needed.as_str());
                    let error = unresolved("component", name, "component", to);
                    note(found, &format!("{at}/depends/{number}"), error)?;
                }
            }
        }
        for (number, data) in manifest.data.iter().enumerate() {
            if manifest.component(&data.component).is_none() {
                let (name, to) = (data.id.as_str(), data.component.as_str());
                let error = unresolved("data directory", name, "component", to);
                note(found, &format!("/data/{number}/component"), error)?;
            }
        }
        for (question, licence) in accepted_licences(manifest) {
            let known = manifest
                .documents
                .iter()
                .any(|d| d.id.as_str() == licence && d.kind == ReleaseDocumentKind::Licence);
            if !known {
                let at = format!("/configuration/schema/properties/{question}/x-licence");
                let error = unresolved("question", question, "licence document", licence);
                note(found, &at, error)?;
            }
        }
        ControlFlow::Continue(())
    }

    /// Follows `depends` depth first; a component met again on the way down closes a circle. One circle is enough.
    fn order(&self, found: &mut Found<'_>) -> Flow {
        let depends: BTreeMap<&ComponentId, &[ComponentId]> = self
            .manifest
            .components
            .iter()
            .map(|c| (&c.id, c.depends.as_slice()))
            .collect();
        let mut done = BTreeSet::new();
        for start in depends.keys() {
            // Each entry is a component and how many of its dependencies have been looked at.
            let mut way: Vec<(&ComponentId, usize)> = vec![(start, 0)];
            while let Some((id, next)) = way.last_mut() {
                let id = *id;
                // What is not declared leads nowhere; that it is not has been noted.
                let needs = depends.get(id).copied().unwrap_or_default();
                let Some(needed) = needs.get(*next).filter(|_| !done.contains(id)) else {
                    done.insert(id);
                    way.pop();
                    continue;
                };
                *next += 1;
                if let Some(from) = way.iter().position(|(on_way, _)| *on_way == needed) {
                    let circle: Vec<_> = way[from..].iter().map(|(id, _)| id.as_str()).collect();
                    return self.note_circle(found, &circle);
                }
                way.push((needed, 0));
            }
        }
        ControlFlow::Continue(())
    }

    fn note_circle(&self, found: &mut Found<'_>, circle: &[&str]) -> Flow {
        let is_first = |(_, component): &(String, &Component)| component.id.as_str() == circle[0];
        let at = self.components().find(is_first);
        let at = at.map_or_else(String::new, |(at, _)| format!("{at}/depends"));
        let circle = circle.join(", ");
        note(found, &at, ManifestError::Circle { circle })
    }

    fn folders(&self, found: &mut Found<'_>) -> Flow {
        let manifest = self.manifest;
        for (number, first) in manifest.components.iter().enumerate() {
            for (other, second) in manifest.components.iter().enumerate().skip(number + 1) {
                let (a, b) = (first.into.as_str(), second.into.as_str());
                if (is_within(a, b) || is_within(b, a)) && can_meet(manifest, first, second) {
                    let outer = if a.len() <= b.len() { a } else { b };
                    let error = ManifestError::SharedFolder {
                        first: first.id.clone(),
                        second: second.id.clone(),
                        folder: outer.into(),
                    };
                    note(found, &format!("/components/{other}/into"), error)?;
                }
            }
        }
        ControlFlow::Continue(())
    }

    /// The release's own tree is immutable: no step may write to it.
    fn places(&self, found: &mut Found<'_>) -> Flow {
        for (at, step) in self.steps() {
            let place = match &step.action {
                Action::Directory(directory) => &directory.path,
                Action::Symlink(link) => &link.path,
                Action::ConfigFile(file) => &file.path,
                _ => continue,
            };
            if place.anchor() == Anchor::Program {
                let error = ManifestError::ReadOnlyPlace {
                    step: step.id.to_string(),
                    path: place.to_string(),
                };
                note(found, &format!("{at}/path"), error)?;
            }
        }
        ControlFlow::Continue(())
    }

    /// All components, each with its place.
    fn components(&self) -> impl Iterator<Item = (String, &'a Component)> + use<'a> {
        let components = self.manifest.components.iter().enumerate();
        components.map(|(number, component)| (format!("/components/{number}"), component))
    }

    /// The steps of all components, each with its place.
    fn steps(&self) -> impl Iterator<Item = (String, &'a Step)> + use<'a> {
        self.components().flat_map(|(at, component)| {
            let steps = component.steps.iter().enumerate();
            steps.map(move |(number, step)| (format!("{at}/steps/{number}"), step))
        })
    }
}

fn note(found: &mut Found<'_>, at: &str, error: ManifestError) -> Flow {
    found(ManifestProblem {
        at: at.into(),
        error,
    })
}

fn in_range(
    found: &mut Found<'_>,
    at: &str,
    what: &'static str,
    number: u64,
    least: u64,
    most: u64,
) -> Flow {
    if (least..=most).contains(&number) {
        return ControlFlow::Continue(());
    }
    let error = ManifestError::OutOfRange {
        what,
        found: number,
        least,
        most,
    };
    note(found, at, error)
}

/// Notes every name that was there before.
fn unique<'n>(
    found: &mut Found<'_>,
    what: &'static str,
    names: impl Iterator<Item = (&'n str, String)>,
) -> Flow {
    let mut seen = BTreeSet::new();
    for (name, at) in names {
        if !seen.insert(name) {
            let name = name.into();
            note(found, &at, ManifestError::Duplicate { what, name })?;
        }
    }
    ControlFlow::Continue(())
}

/// The ids of a list, each with its place.
fn numbered<'n>(
    list: &'static str,
    ids: impl Iterator<Item = &'n str>,
) -> impl Iterator<Item = (&'n str, String)> {
    ids.enumerate()
        .map(move |(number, id)| (id, format!("/{list}/{number}/id")))
}

fn is_within(outer: &str, inner: &str) -> bool {
    inner
        .strip_prefix(outer)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The questions that accept a licence, with the licence's id.
fn accepted_licences(manifest: &Manifest) -> impl Iterator<Item = (&str, &str)> {
    let questions = manifest
        .configuration
        .as_ref()
        .and_then(|configuration| configuration.schema.get("properties")?.as_object());
    questions
        .into_iter()
        .flatten()
        .filter_map(|(name, question)| {
            Some((
                name.as_str(),
                question.get("x-licence")?.as_str().unwrap_or_default(),
            ))
        })
}

/// Whether some machine takes both components.
fn can_meet(manifest: &Manifest, first: &Component, second: &Component) -> bool {
    let platforms = |component: &Component| -> Vec<Platform> {
        if component.platforms.is_empty() {
            manifest.platforms.clone()
        } else {
            component.platforms.clone()
        }
    };
    let (first, second) = (platforms(first), platforms(second));
    first
        .iter()
        .any(|a| second.iter().any(|b| a.runs_on(*b) || b.runs_on(*a)))
}
