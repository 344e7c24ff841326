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
    use crate::journal::undo::{AsideUndo, DirectoryUndo, ServiceChange, SwitchUndo, TreeUndo};
    use crate::journal::{JournalStep, Phase, StepState, UndoRecord};

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
    fn i09_a_place_holds_what_lies_in_it_and_beside_it_what_bears_its_name() {
        let territory = territory();
        assert_eq!(territory.outside(), [path("etc/motd")]);
        for own in ["opt/com.acme.monitor/x", "var/lib/sealift/runs/1"] {
            assert!(territory.is_own(&path(own)), "{own}");
        }
        for other in ["etc/motd", "opt/com.acme.other/x", "var/lib/sealift"] {
            assert!(!territory.is_own(&path(other)), "{other}");
        }
        for held in ["etc/motd", "etc/motd.edited-1", "etc/.sealift-0123-4-old"] {
            assert!(territory.holds(&path(held)), "{held}");
        }
        for stray in [
            "etc/motd2",
            "etc/other.edited-1",
            "srv/motd.edited-1",
            "srv/.sealift-0123-4-old",
        ] {
            assert!(!territory.holds(&path(stray)), "{stray}");
        }
    }

    #[test]
    fn i09_a_directory_that_was_made_is_removed_in_a_place_or_on_the_way_to_one() {
        let territory = territory();
        let stray = |at: &str, own: bool| {
            let made = Made {
                path: path(at),
                own,
            };
            let directory = DirectoryUndo {
                path: path("opt/com.acme.monitor/x"),
                mode: None,
                made: vec![made],
            };
            stray(&Undo::Directory(directory), &territory)
        };
        assert_eq!(stray("opt/com.acme.monitor/x", true), None);
        for on_the_way in ["opt/com.acme.monitor/x", "opt", "etc", "etc/motd"] {
            assert_eq!(stray(on_the_way, false), None, "{on_the_way}");
        }
        assert_eq!(stray("srv", false).as_deref(), Some("srv"));
        // What goes with all that is in it has to be the product's own.
        for whole in ["opt", "etc", "etc/motd"] {
            assert!(stray(whole, true).is_some(), "{whole}");
        }
    }

    fn journal(undo: Undo) -> JournalRun {
        let id: crate::state::RunId = "0".repeat(32).parse().expect("a run");
        let step = crate::events::StepName {
            number: 1,
            id: "one".into(),
            effect: "place-tree".into(),
            component: None,
            title: sealift_document::Text::default(),
        };
        let record = UndoRecord::new(id.clone(), step, undo);
        let actor = crate::effects::Actor {
            effective_user: "root".into(),
            login_user: None,
            authenticated: "login".into(),
            host: "hmi-7".into(),
        };
        JournalRun {
            run: crate::state::Run {
                id,
                operation: sealift_plan::plan::Operation::Install,
                product: "com.acme.monitor".parse().expect("an id"),
                plan: vec![],
                state: crate::state::RunState::Doing,
                started: "2026-11-21T09:30:00Z".parse().expect("a time"),
                actor,
                ticket: None,
                reason: None,
            },
            phase: Phase::Doing,
            outside: vec![],
            outcome: None,
            problem: None,
            steps: vec![JournalStep {
                state: StepState::Done,
                record,
            }],
        }
    }

    #[test]
    fn i09_a_journal_with_a_step_out_of_place_is_refused() {
        let service = |name: &str, definition: &str| {
            Undo::Service(ServiceUndo {
                name: name.into(),
                change: ServiceChange::Place,
                ran: true,
                definition: Some(path(definition)),
            })
        };
        let check = |undo: Undo| {
            territory()
                .check(&journal(undo))
                .map_err(|error| error.code())
        };
        let (ours, theirs) = ("com.acme.monitor-server", "sshd");
        assert_eq!(check(service(ours, "etc/motd")), Ok(()));
        assert_eq!(check(tree("opt/com.acme.monitor/x")), Ok(()));
        for bad in [
            service(theirs, "etc/motd"),
            service(ours, "etc/passwd"),
            tree("etc/passwd"),
            switch("releases/1/2"),
            switch("elsewhere/1.0.0-1"),
        ] {
            assert_eq!(check(bad), Err("journal-out-of-place"));
        }
    }

    #[test]
    fn i09_a_service_of_another_product_is_out_of_place() {
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
