//! Where undoing may act (threat I9).

use sealift_package::manifest::{Anchor, ProductId};
use sealift_plan::layout::Layout;

use super::undo::{EntryBefore, Made, ServiceUndo, Undo};
use super::{JournalError, JournalRun};
use crate::effects::HostPath;

/// The places in which the steps of one product's run may act: its own, Sealift's files for it, and the few on the host
/// that its plan names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Territory {
    own: Vec<HostPath>,
    outside: Vec<HostPath>,
}

impl Territory {
    /// The places of a product, with `private` folders of Sealift's state and the plan's places `outside` of them.
    #[must_use]
    pub fn new(layout: &Layout, private: Vec<HostPath>, outside: Vec<HostPath>) -> Self {
        let anchors = [Anchor::Config, Anchor::Data, Anchor::Logs, Anchor::Run];
        let mut own = private;
        own.extend(anchors.iter().filter_map(|anchor| layout.anchor(*anchor)));
        own.push(layout.prefix().clone());
        own.push(layout.backups().clone());
        Self { own, outside }
    }

    /// The places that the plan names beyond the product's own.
    #[must_use]
    pub fn outside(&self) -> &[HostPath] {
        &self.outside
    }

    /// Whether a path lies in a place of the product's own.
    #[must_use]
    pub fn is_own(&self, path: &HostPath) -> bool {
        self.own.iter().any(|place| path.is_within(place))
    }

    /// Whether a step may act on a path: in its places, right beside one under a name of ours, or on the way to one.
    #[must_use]
    pub fn holds(&self, path: &HostPath) -> bool {
        let beside = |place: &HostPath| {
            let is_ours = path.file_name().starts_with(".sealift-")
                || path
                    .file_name()
                    .starts_with(&format!("{}.edited-", place.file_name()));
            path.parent() == place.parent() && is_ours
        };
        let all = || self.own.iter().chain(&self.outside);
        self.is_own(path) || all().any(|place| path.is_within(place) || beside(place))
    }

    /// Whether a directory that a step made may be removed again: it lies in a place, or a place lies in it.
    fn may_have_made(&self, made: &Made) -> bool {
        if made.own {
            return self.is_own(&made.path);
        }
        let mut all = self.own.iter().chain(&self.outside);
        self.holds(&made.path) || all.any(|place| place.is_within(&made.path))
    }

    /// Holds a journal against these places.
    ///
    /// # Errors
    /// [`JournalError::OutOfPlace`].
    pub fn check(&self, journal: &JournalRun) -> Result<(), JournalError> {
        for step in &journal.steps {
            let record = &step.record;
            let stray = match &record.undo {
                Undo::Service(service) if !is_own_service(service, &journal.run.product) => {
                    Some(service.name.clone())
                }
                undo => stray(undo, self),
            };
            if let Some(path) = stray {
                return Err(JournalError::OutOfPlace {
                    run: journal.run.id.clone(),
                    step: record.step.number,
                    path,
                });
            }
        }
        Ok(())
    }
}

/// Whether a service is one of the product's: its name begins with the product's.
fn is_own_service(service: &ServiceUndo, product: &ProductId) -> bool {
    let rest = service.name.strip_prefix(product.as_str());
    rest.is_some_and(|rest| rest.starts_with('-'))
}

/// The first path of an undo that lies out of place.
fn stray(undo: &Undo, territory: &Territory) -> Option<String> {
    let (paths, made) = touched(undo);
    if let Undo::Switch(switch) = undo {
        let previous = switch.previous.as_deref().unwrap_or("releases/x");
        let is_release = previous
            .parse::<sealift_package::path::RelativePath>()
            .is_ok_and(|path| {
                path.segments().count() == 2 && path.as_str().starts_with("releases/")
            });
        if !is_release {
            return Some(previous.into());
        }
    }
    let out = paths.into_iter().find(|path| !territory.holds(path));
    let out_made = made.iter().find(|made| !territory.may_have_made(made));
    out.or(out_made.map(|made| &made.path))
        .map(ToString::to_string)
}

/// Every path that an undo acts on, and the directories it may remove.
fn touched(undo: &Undo) -> (Vec<&HostPath>, &[Made]) {
    match undo {
        Undo::Nothing | Undo::User(_) => (vec![], &[]),
        Undo::Tree(tree) => {
            let paths = [&tree.incoming, &tree.at].into_iter().chain(&tree.replaced);
            (paths.collect(), &tree.made)
        }
        Undo::Switch(switch) => (vec![&switch.switch], &[]),
        Undo::Directory(directory) => {
            let changed = directory.mode.is_some().then_some(&directory.path);
            (changed.into_iter().collect(), &directory.made)
        }
        Undo::Entry(entry) => {
            let kept = match &entry.before {
                EntryBefore::File { kept, .. }
                | EntryBefore::Link { kept, .. }
                | EntryBefore::Directory { kept } => Some(kept),
                EntryBefore::Absent => None,
            };
            let paths = [&entry.path, &entry.making, &entry.edited]
                .into_iter()
                .chain(kept);
            (paths.collect(), &entry.made)
        }
        Undo::Aside(aside) => {
            let paths = [&aside.path, &aside.kept].into_iter();
            (
                paths.chain(&aside.making).chain(&aside.emptied).collect(),
                &[],
            )
        }
        Undo::Service(service) => (service.definition.iter().collect(), &[]),
        Undo::Backup(backup) => {
            let paths = [
                &backup.data,
                &backup.copy,
                &backup.listing,
                &backup.making,
                &backup.aside,
            ];
            (paths.to_vec(), &backup.made)
        }
        Undo::Command(command) => (command.program.iter().collect(), &[]),
    }
}

#[cfg(test)]
mod tests {
    use sealift_package::manifest::Os;
    use sealift_plan::layout::{Scope, WorldRoot};

    use super::*;
    use crate::journal::undo::{AsideUndo, SwitchUndo, TreeUndo};

    fn path(text: &str) -> HostPath {
        HostPath::from(
            text.parse::<sealift_package::path::RelativePath>()
                .expect("a path"),
        )
    }

    fn territory() -> Territory {
        let product = "com.acme.monitor".parse().expect("an id");
        let layout = Layout::new(WorldRoot::machine(Os::Linux), &Scope::System, &product);
        let layout = layout.expect("short");
        Territory::new(
            &layout,
            vec![path("var/lib/sealift/runs")],
            vec![path("etc/motd")],
        )
    }

    fn tree(at: &str) -> Undo {
        let incoming = path("opt/com.acme.monitor/releases/.incoming-x-1");
        Undo::Tree(TreeUndo {
            incoming,
            at: path(at),
            replaced: None,
            made: vec![],
        })
    }

    fn aside(at: &str, kept: &str) -> Undo {
        let (path, kept) = (path(at), path(kept));
        Undo::Aside(AsideUndo {
            path,
            kept,
            making: None,
            existed: true,
            emptied: vec![],
        })
    }

    fn switch(previous: &str) -> Undo {
        let switch = path("opt/com.acme.monitor/current");
        Undo::Switch(SwitchUndo {
            switch,
            previous: Some(previous.into()),
        })
    }

    #[test]
    fn i09_an_undo_acts_only_in_places_of_its_product() {
        let territory = territory();
        for good in [
            tree("opt/com.acme.monitor/releases/1.0.0-1/server"),
            aside("etc/motd", "etc/.sealift-0123-4-old"),
            switch("releases/1.0.0-1"),
        ] {
            assert_eq!(stray(&good, &territory), None, "{good:?}");
        }
        for bad in [
            tree("opt/com.acme.other/releases/1.0.0-1/server"),
            tree("opt/com.acme.monitors/x"),
            tree("etc/passwd"),
            aside("etc/motd", "etc/passwd"),
            aside("etc/passwd", "etc/.sealift-0123-4-old"),
            switch("../../etc"),
            switch("releases/../../etc"),
            switch("/etc"),
        ] {
            assert!(stray(&bad, &territory).is_some(), "{bad:?}");
        }
    }

    #[test]
    fn i09_a_service_of_another_product_is_out_of_place() {
        use crate::journal::undo::{ServiceChange, ServiceUndo};
        let service = |name: &str| ServiceUndo {
            name: name.into(),
            change: ServiceChange::Place,
            ran: true,
            definition: None,
        };
        let product = "com.acme.monitor".parse().expect("an id");
        assert!(is_own_service(
            &service("com.acme.monitor-server"),
            &product
        ));
        assert!(!is_own_service(&service("sshd"), &product));
    }
}
