//! What a release places outside its trees, and what of the earlier one stands in its way.

use std::collections::{BTreeMap, BTreeSet};

use sealift_package::manifest::{
    Action, Anchor, Component, DirectoryAction, Manifest, Step, TargetPath,
};

use super::refusal::PlanRefusal;
use crate::current::{Current, OwnedKind, OwnedPath, OwnedState};
use crate::layout::{HostPath, Layout, LayoutError};

/// The paths at which a release places files and links, on any machine of the layout: an inspection looks at them
/// and tells in [`Current::foreign`] which of them exist without being ours.
///
/// # Errors
/// [`LayoutError`] when the layout cannot hold one of them.
pub fn places(manifest: &Manifest, layout: &Layout) -> Result<BTreeSet<HostPath>, LayoutError> {
    let steps = manifest.components.iter().flat_map(|c| &c.steps);
    steps
        .filter_map(|step| placed(&step.action))
        .map(|path| layout.resolve(path))
        .collect()
}

/// Where a step places a file or a link.
const fn placed(action: &Action) -> Option<&TargetPath> {
    match action {
        Action::ConfigFile(file) => Some(&file.path),
        Action::Symlink(link) => Some(&link.path),
        _ => None,
    }
}

/// What is placed at a path.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leaf {
    File,
    Link,
}

/// A directory that must exist.
#[derive(Clone)]
pub(super) struct Wanted<'a> {
    pub(super) component: &'a Component,
    /// The vendor's own step; nothing for a directory that only holds something else.
    pub(super) step: Option<(&'a Step, &'a DirectoryAction)>,
}

/// Everything that the chosen components place outside their trees.
#[derive(Default)]
pub(super) struct Places<'a> {
    leaves: BTreeMap<HostPath, Leaf>,
    /// Outer directories come before inner ones, for a path sorts before what lies below it.
    pub(super) directories: BTreeMap<HostPath, Wanted<'a>>,
}

impl<'a> Places<'a> {
    pub(super) fn of(
        manifest: &'a Manifest,
        chosen: &[&'a Component],
        layout: &Layout,
    ) -> Result<Self, PlanRefusal> {
        let mut places = Self::default();
        for &component in chosen {
            for step in &component.steps {
                places.take(component, step, layout)?;
            }
            for data in manifest.data.iter().filter(|d| d.component == component.id) {
                let path = layout.resolve(&data.path)?;
                places.hold(component, &data.path, layout)?;
                let step = None;
                let wanted = Wanted { component, step };
                places.directories.entry(path).or_insert(wanted);
            }
        }
        Ok(places)
    }

    fn take(
        &mut self,
        component: &'a Component,
        step: &'a Step,
        layout: &Layout,
    ) -> Result<(), PlanRefusal> {
        let (path, leaf) = match &step.action {
            Action::ConfigFile(file) => (&file.path, Leaf::File),
            Action::Symlink(link) => (&link.path, Leaf::Link),
            Action::Directory(directory) => {
                let path = layout.resolve(&directory.path)?;
                self.hold(component, &directory.path, layout)?;
                self.directories.insert(
                    path,
                    Wanted {
                        component,
                        step: Some((step, directory)),
                    },
                );
                return Ok(());
            }
            _ => return Ok(()),
        };
        self.hold(component, path, layout)?;
        let path = layout.resolve(path)?;
        match self.leaves.insert(path.clone(), leaf) {
            None => Ok(()),
            Some(_) => Err(PlanRefusal::PlacedTwice { path }),
        }
    }

    /// Wants the directories that hold a path: from the product's own place downwards, or the parent on the host.
    fn hold(
        &mut self,
        component: &'a Component,
        path: &TargetPath,
        layout: &Layout,
    ) -> Result<(), LayoutError> {
        let stop = layout.anchor(path.anchor());
        let mut next = layout.resolve(path)?.parent();
        while let Some(directory) = next {
            if stop.as_ref().is_some_and(|stop| !directory.is_within(stop)) {
                break;
            }
            next = directory.parent().filter(|_| path.anchor() != Anchor::Host);
            let step = None;
            let wanted = Wanted { component, step };
            self.directories.entry(directory).or_insert(wanted);
        }
        Ok(())
    }

    /// What of ours must go before anything is placed, because another kind of thing goes there (threat I16).
    ///
    /// Inner things come before what holds them.
    pub(super) fn in_the_way<'c>(
        &self,
        current: &'c Current,
    ) -> Result<Vec<&'c OwnedPath>, PlanRefusal> {
        let gone: Vec<&HostPath> = current
            .owned
            .iter()
            .filter(|owned| owned.state != OwnedState::Missing && self.blocks(owned))
            .map(|owned| &owned.path)
            .collect();
        let mut in_the_way: Vec<&OwnedPath> = current
            .owned
            .iter()
            .filter(|owned| owned.state != OwnedState::Missing)
            .filter(|owned| gone.iter().any(|outer| owned.path.is_within(outer)))
            .collect();
        if let Some(edited) = in_the_way
            .iter()
            .find(|owned| owned.state == OwnedState::Edited && owned.kind != OwnedKind::Directory)
        {
            return Err(PlanRefusal::EditedInTheWay {
                path: edited.path.clone(),
            });
        }
        in_the_way.sort_by(|a, b| b.path.cmp(&a.path));
        Ok(in_the_way)
    }

    /// Whether something of ours is of another kind than what goes to its place, or than what must hold that.
    fn blocks(&self, owned: &OwnedPath) -> bool {
        let leaf = self.leaves.get(&owned.path);
        match owned.kind {
            OwnedKind::Directory => leaf.is_some(),
            OwnedKind::File { .. } => leaf == Some(&Leaf::Link) || self.is_directory(&owned.path),
            OwnedKind::Symlink { .. } => {
                leaf == Some(&Leaf::File) || self.is_directory(&owned.path)
            }
        }
    }

    /// Whether a directory is wanted at a path, or something below it.
    fn is_directory(&self, path: &HostPath) -> bool {
        let below = |other: &HostPath| other != path && other.is_within(path);
        self.directories.contains_key(path)
            || self.directories.keys().any(below)
            || self.leaves.keys().any(below)
    }

    /// Whether the release still has something at this path, or below it.
    pub(super) fn needs(&self, path: &HostPath) -> bool {
        self.leaves.contains_key(path) || self.is_directory(path)
    }
}
