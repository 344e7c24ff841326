//! The rules that bind a manifest's fields together.

use std::collections::{BTreeMap, BTreeSet};

use sealift_document::{Count, DocumentError};
use thiserror::Error;

use super::{
    Action, Anchor, Component, ComponentId, Manifest, NamesProfile, Os, Platform,
    ReleaseDocumentKind,
};

/// Why a manifest is not acceptable.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ManifestError {
    /// The bytes are no canonical document of this type.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// A list that may not be empty is.
    #[error("the manifest names no {what}")]
    Missing {
        /// What there should be at least one of.
        what: &'static str,
    },
    /// A number lies outside its range.
    #[error("{what} is {found}; it must be from {least} to {most}")]
    OutOfRange {
        /// Which number.
        what: &'static str,
        /// What it is.
        found: u64,
        /// Least.
        least: u64,
        /// Most.
        most: u64,
    },
    /// Two things of one kind share a name.
    #[error("the {what} {name} is declared twice")]
    Duplicate {
        /// Which kind of thing.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// A name refers to nothing.
    #[error("the {from} {name} refers to the {what} {to}, which is not declared")]
    Unresolved {
        /// Which kind of thing refers.
        from: &'static str,
        /// Its name.
        name: String,
        /// Which kind it refers to.
        what: &'static str,
        /// The name referred to.
        to: String,
    },
    /// Components depend on each other in a circle.
    #[error("the components {circle} depend on each other in a circle")]
    Circle {
        /// Their ids in the order of the circle.
        circle: String,
    },
    /// Two components that can be installed together write to the same folder.
    #[error("the components {first} and {second} share the folder {folder}")]
    SharedFolder {
        /// One.
        first: ComponentId,
        /// The other.
        second: ComponentId,
        /// The folder, or the outer of two nested ones.
        folder: String,
    },
    /// POSIX names in a release that is not for Linux alone.
    #[error("names that only Linux can hold need a release for Linux alone")]
    PosixNames,
    /// A step acts where no step may.
    #[error("the step {step} acts on {path}, which belongs to the release's own tree")]
    ReadOnlyPlace {
        /// The step.
        step: String,
        /// The place.
        path: String,
    },
}

impl ManifestError {
    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Document(_) => "manifest-malformed",
            Self::Missing { .. } => "manifest-incomplete",
            Self::OutOfRange { .. } => "manifest-number-out-of-range",
            Self::Duplicate { .. } => "manifest-duplicate-name",
            Self::Unresolved { .. } => "manifest-unresolved-name",
            Self::Circle { .. } => "manifest-dependency-circle",
            Self::SharedFolder { .. } => "manifest-shared-folder",
            Self::PosixNames => "manifest-posix-names",
            Self::ReadOnlyPlace { .. } => "manifest-read-only-place",
        }
    }
}

pub(super) fn validate(manifest: &Manifest) -> Result<(), ManifestError> {
    validate_numbers(manifest)?;
    validate_lists(manifest)?;
    validate_names(manifest)?;
    validate_references(manifest)?;
    validate_order(manifest)?;
    validate_folders(manifest)?;
    manifest.components.iter().try_for_each(validate_places)
}

fn validate_numbers(manifest: &Manifest) -> Result<(), ManifestError> {
    let positive = |what, count: Count| {
        if count.value() >= 1 {
            return Ok(());
        }
        let found = count.value();
        Err(ManifestError::OutOfRange {
            what,
            found,
            least: 1,
            most: Count::MAX.value(),
        })
    };
    positive("sequence", manifest.sequence)?;
    positive("index size", manifest.index.raw_bytes)?;
    if manifest.rollback_index > manifest.sequence {
        return Err(ManifestError::OutOfRange {
            what: "rollback_index",
            found: manifest.rollback_index.value(),
            least: 0,
            most: manifest.sequence.value(),
        });
    }
    let most = crate::limits::INDEX_RAW_BYTES;
    if manifest.index.raw_bytes.value() > most {
        let found = manifest.index.raw_bytes.value();
        return Err(ManifestError::OutOfRange {
            what: "index size",
            found,
            least: 1,
            most,
        });
    }
    Ok(())
}

fn validate_lists(manifest: &Manifest) -> Result<(), ManifestError> {
    if manifest.platforms.is_empty() {
        return Err(ManifestError::Missing { what: "platform" });
    }
    if manifest.components.is_empty() {
        return Err(ManifestError::Missing { what: "component" });
    }
    let linux_alone = manifest
        .platforms
        .iter()
        .all(|platform| platform.os == Os::Linux);
    if manifest.names == NamesProfile::Posix && !linux_alone {
        return Err(ManifestError::PosixNames);
    }
    Ok(())
}

fn validate_names(manifest: &Manifest) -> Result<(), ManifestError> {
    unique(
        "component",
        manifest.components.iter().map(|c| c.id.as_str()),
    )?;
    unique(
        "requirement",
        manifest.requirements.iter().map(|r| r.id.as_str()),
    )?;
    unique(
        "data directory",
        manifest.data.iter().map(|d| d.id.as_str()),
    )?;
    unique("document", manifest.documents.iter().map(|d| d.id.as_str()))?;
    for component in &manifest.components {
        unique("step", component.steps.iter().map(|s| s.id.as_str()))?;
    }
    let steps = || {
        manifest
            .components
            .iter()
            .flat_map(|component| &component.steps)
    };
    unique(
        "service",
        steps().filter_map(|step| match &step.action {
            Action::Service(service) => Some(service.name.as_str()),
            _ => None,
        }),
    )
}

fn unique<'a>(
    what: &'static str,
    names: impl Iterator<Item = &'a str>,
) -> Result<(), ManifestError> {
    let mut seen = BTreeSet::new();
    for name in names {
        if !seen.insert(name) {
            return Err(ManifestError::Duplicate {
                what,
                name: name.into(),
            });
        }
    }
    Ok(())
}

fn validate_references(manifest: &Manifest) -> Result<(), ManifestError> {
    let unresolved = |from, name: &str, what, to: &str| ManifestError::Unresolved {
        from,
        name: name.into(),
        what,
        to: to.into(),
    };
    for component in &manifest.components {
        for needed in &component.depends {
            if manifest.component(needed).is_none() {
                let name = component.id.as_str();
                return Err(unresolved("component", name, "component", needed.as_str()));
            }
        }
    }
    for data in &manifest.data {
        if manifest.component(&data.component).is_none() {
            let (name, to) = (data.id.as_str(), data.component.as_str());
            return Err(unresolved("data directory", name, "component", to));
        }
    }
    for (question, licence) in accepted_licences(manifest) {
        let known = manifest
            .documents
            .iter()
            .any(|d| d.id.as_str() == licence && d.kind == ReleaseDocumentKind::Licence);
        if !known {
            return Err(unresolved(
                "question",
                question,
                "licence document",
                licence,
            ));
        }
    }
    Ok(())
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

/// Follows `depends` depth first; a component met again on the way down closes a circle.
fn validate_order(manifest: &Manifest) -> Result<(), ManifestError> {
    let depends: BTreeMap<&ComponentId, &[ComponentId]> = manifest
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
            let Some(needed) = depends[id].get(*next).filter(|_| !done.contains(id)) else {
                done.insert(id);
                way.pop();
                continue;
            };
            *next += 1;
            if let Some(from) = way.iter().position(|(on_way, _)| *on_way == needed) {
                let circle: Vec<_> = way[from..].iter().map(|(id, _)| id.as_str()).collect();
                return Err(ManifestError::Circle {
                    circle: circle.join(", "),
                });
            }
            way.push((needed, 0));
        }
    }
    Ok(())
}

fn validate_folders(manifest: &Manifest) -> Result<(), ManifestError> {
    for (at, first) in manifest.components.iter().enumerate() {
        for second in &manifest.components[at + 1..] {
            let (a, b) = (first.into.as_str(), second.into.as_str());
            let nested = |outer: &str, inner: &str| {
                inner
                    .strip_prefix(outer)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            };
            if (nested(a, b) || nested(b, a)) && can_meet(manifest, first, second) {
                return Err(ManifestError::SharedFolder {
                    first: first.id.clone(),
                    second: second.id.clone(),
                    folder: if a.len() <= b.len() {
                        a.into()
                    } else {
                        b.into()
                    },
                });
            }
        }
    }
    Ok(())
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

/// The release's own tree is immutable: no step may write to it.
fn validate_places(component: &Component) -> Result<(), ManifestError> {
    for step in &component.steps {
        let place = match &step.action {
            Action::Directory(directory) => &directory.path,
            Action::Symlink(link) => &link.path,
            Action::ConfigFile(file) => &file.path,
            _ => continue,
        };
        if place.anchor() == Anchor::Program {
            return Err(ManifestError::ReadOnlyPlace {
                step: step.id.to_string(),
                path: place.to_string(),
            });
        }
    }
    Ok(())
}
