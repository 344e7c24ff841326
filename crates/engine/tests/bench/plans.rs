//! Plans as the planner would make them, written by hand so that each test says what it runs.

use std::collections::BTreeMap;

use sealift_document::{Count, Document, Text};
use sealift_package::manifest::{Backoff, Mode, RestartRule};
use sealift_plan::current::OwnedKind;
use sealift_plan::plan::{
    Before, Effect, Operation, PlaceTree, Plan, PlannedCheck, PlannedInvocation, PlannedPhase,
    PlannedProbe, PlannedStep, ReleaseRef, RenderFile, Room, ServiceChanges, ServiceDefinition,
    Setting, Summary, UndoClass, UnitName, Weight,
};

use super::product::{PRODUCT, Product};
use super::{Bench, layout, path};

/// Makes the plans of a bench from what is installed there.
pub struct Planning<'a>(pub &'a Bench);

pub fn count(number: u64) -> Count {
    Count::try_from(number).unwrap()
}

pub fn step(component: Option<&str>, phase: PlannedPhase, effect: Effect) -> PlannedStep {
    let undo = UndoClass::Exact;
    PlannedStep {
        number: 0,
        component: component.map(|id| id.parse().unwrap()),
        id: "step".into(),
        title: Text::default(),
        phase,
        undo,
        irreversible: false,
        reboot: false,
        weight: Weight::Seconds(count(1)),
        effect,
    }
}

fn unit() -> UnitName {
    format!("{PRODUCT}-server").parse().unwrap()
}

pub fn invocation(program: &str) -> PlannedInvocation {
    PlannedInvocation {
        program: program.into(),
        arguments: vec![],
        environment: BTreeMap::new(),
        directory: path(&format!("opt/{PRODUCT}/current")),
        user: None,
    }
}

fn service(version: u32) -> ServiceDefinition {
    let mut invocation = invocation(&format!("/opt/{PRODUCT}/current/server/bin/server"));
    invocation
        .environment
        .insert("VERSION".into(), Setting::Plain(version.to_string()));
    let secret = Setting::Secret {
        template: "{{ answers.token }}".into(),
        shown: "••••••••".into(),
        before_switch: false,
    };
    invocation.environment.insert("TOKEN".into(), secret);
    ServiceDefinition {
        unit: unit(),
        name: "server".parse().unwrap(),
        description: Text::english("Server"),
        invocation,
        restart: RestartRule::OnFailure,
        stop_seconds: count(5),
        ready: None,
        after: vec![],
        run_directories: vec![],
    }
}

pub fn check(url: &str) -> PlannedCheck {
    let probe = PlannedProbe::Http {
        url: url.into(),
        status: 200,
        contains: None,
    };
    PlannedCheck {
        probe,
        within: Backoff {
            seconds: count(3),
            every_ms: count(200),
        },
    }
}

fn place(product: &Product, component: &str) -> Effect {
    let reference = product.reference();
    let tree = product
        .sample
        .index
        .tree(&component.parse().unwrap())
        .unwrap();
    let totals = tree.totals();
    Effect::PlaceTree(PlaceTree {
        component: component.parse().unwrap(),
        release: reference.name.clone(),
        at: reference.folder.join(&component.parse().unwrap()).unwrap(),
        bytes: totals.raw_bytes,
        files: totals.files,
        directories: totals.directories,
        symlinks: totals.symlinks,
        replaces: false,
    })
}

impl Planning<'_> {
    pub fn plan(
        &self,
        operation: Operation,
        to: Option<&Product>,
        mut steps: Vec<PlannedStep>,
    ) -> Plan {
        for (number, step) in (1..).zip(&mut steps) {
            step.number = number;
            step.id = format!("step-{number}");
        }
        let room = Room {
            at: path("opt"),
            to_do: count(4096),
            to_undo: count(4096),
        };
        Plan {
            kind: Plan::TYPE.into(),
            operation,
            product: PRODUCT.parse().unwrap(),
            from: self.0.current().active,
            to: to.map(Product::reference),
            components: vec!["docs".parse().unwrap(), "server".parse().unwrap()],
            declined: vec![],
            answers_sha256: to.map(|_| self.0.settled.sha256()),
            stage_only: false,
            prefix: layout().prefix().clone(),
            steps,
            room: vec![room],
            services: ServiceChanges::default(),
            warnings: vec![],
            summary: Summary::default(),
        }
    }

    fn before(&self, at: &str) -> Before {
        match self
            .0
            .current()
            .owned_at(&path(at))
            .map(|owned| owned.kind.clone())
        {
            Some(OwnedKind::File { sha256, .. }) => Before::Placed { sha256 },
            Some(OwnedKind::Symlink { to }) => Before::Linked { to },
            _ => Before::Absent,
        }
    }

    /// Everything that an install or an upgrade to this version does.
    pub fn to(&self, version: u32, product: &Product) -> Vec<PlannedStep> {
        use PlannedPhase as Phase;
        let server = Some("server");
        let current = self.0.current();
        let reference = product.reference();
        let config = format!("etc/opt/{PRODUCT}");
        let data = format!("var/opt/{PRODUCT}");
        let mut steps = vec![
            step(Some("docs"), Phase::Place, place(product, "docs")),
            step(server, Phase::Place, place(product, "server")),
            step(
                None,
                Phase::Ground,
                Effect::KeepSecrets {
                    at: layout().secrets().clone(),
                    replaces: current.active.is_some(),
                },
            ),
            step(
                server,
                Phase::Ground,
                Effect::CreateUser {
                    name: "sample".into(),
                    home: None,
                },
            ),
            step(server, Phase::Ground, directory(&config, 0o755)),
            step(server, Phase::Ground, directory(&data, 0o750)),
        ];
        if let Some(active) = &current.active {
            let running = current.services[0].definition.clone();
            steps.push(step(
                server,
                Phase::Stop,
                Effect::StopService {
                    service: Box::new(running),
                },
            ));
            let into = format!("var/lib/sealift/backups/{PRODUCT}/store-{}", active.name);
            let backup = Effect::Backup {
                data: "store".parse().unwrap(),
                from: path(&data),
                into: path(&into),
                format: count(1),
                bytes: count(12),
            };
            steps.push(step(server, Phase::Data, backup));
        }
        let conf = format!("{config}/app.conf");
        let rendered = Effect::RenderFile(RenderFile {
            path: path(&conf),
            component: "server".parse().unwrap(),
            template: "app.conf".parse().unwrap(),
            source: reference
                .folder
                .join(&"server/app.conf".parse().unwrap())
                .unwrap(),
            mode: Mode::PRIVATE,
            owner: None,
            before: self.before(&conf),
            beside: None,
        });
        steps.push(step(server, Phase::Prepare, rendered));
        let link = Effect::PlaceSymlink {
            path: path("usr/local/bin/sample"),
            to: path(&format!("opt/{PRODUCT}/current/server/bin/server")),
            before: self.before("usr/local/bin/sample"),
        };
        steps.push(step(server, Phase::Prepare, link));
        let command = Effect::RunCommand {
            invocation: invocation("/usr/bin/migrate"),
            undo: Some(invocation("/usr/bin/migrate-back")),
            timeout_seconds: count(30),
            writes: vec![path(&data)],
        };
        steps.push(step(server, Phase::Prepare, command));
        let activate = Effect::Activate {
            switch: layout().current(),
            release: reference.folder.clone(),
            previous: current.active.as_ref().map(|active| active.folder.clone()),
        };
        steps.push(step(None, Phase::Activate, activate));
        let previous = current
            .services
            .first()
            .map(|service| Box::new(service.definition.clone()));
        let placed = Effect::PlaceService {
            service: Box::new(service(version)),
            previous,
        };
        steps.push(step(server, Phase::Finish, placed));
        let start = Effect::StartService {
            unit: unit(),
            ready: None,
        };
        steps.push(step(server, Phase::Finish, start));
        let ready = Effect::Check(check("http://127.0.0.1:8080/ready"));
        steps.push(step(server, Phase::Finish, ready));
        for present in &current.present {
            steps.extend(retire(&present.release));
        }
        steps
    }

    pub fn install(&self, version: u32, product: &Product) -> Plan {
        let operation = match self.0.current().active {
            None => Operation::Install,
            Some(active) if active.sequence.value() > u64::from(version) => Operation::Rollback,
            Some(_) => Operation::Upgrade,
        };
        self.plan(operation, Some(product), self.to(version, product))
    }

    pub fn uninstall(&self) -> Plan {
        use PlannedPhase as Phase;
        let server = Some("server");
        let current = self.0.current();
        let active = current.active.clone().unwrap();
        let definition = current.services[0].definition.clone();
        let mut steps = vec![
            step(
                server,
                Phase::Stop,
                Effect::StopService {
                    service: Box::new(definition.clone()),
                },
            ),
            step(
                server,
                Phase::Clean,
                Effect::RemoveService {
                    service: Box::new(definition),
                },
            ),
        ];
        let deactivate = Effect::Deactivate {
            switch: layout().current(),
            previous: active.folder.clone(),
        };
        steps.push(step(None, Phase::Activate, deactivate));
        steps.extend(retire(&active));
        let data = "store".parse().unwrap();
        let at = path(&format!("var/opt/{PRODUCT}"));
        steps.push(step(server, Phase::Clean, Effect::RetireData { data, at }));
        let mut owned = current.owned.clone();
        owned.sort_by_key(|one| std::cmp::Reverse(one.path.as_str().len()));
        for one in owned {
            let path = one.path;
            let effect = match one.kind {
                OwnedKind::File { sha256, .. } => Effect::RemoveFile {
                    path,
                    placed_sha256: sha256,
                },
                OwnedKind::Symlink { to } => Effect::RemoveLink { path, to },
                OwnedKind::Directory => Effect::RemoveDirectoryIfEmpty { path },
            };
            steps.push(step(server, Phase::Clean, effect));
        }
        let at = layout().secrets().clone();
        steps.push(step(None, Phase::Clean, Effect::RemoveSecrets { at }));
        for folder in [layout().releases(), layout().prefix().clone()] {
            let effect = Effect::RemoveDirectoryIfEmpty { path: folder };
            steps.push(step(None, Phase::Clean, effect));
        }
        self.plan(Operation::Uninstall, None, steps)
    }
}

pub fn directory(at: &str, mode: u32) -> Effect {
    let mode = Some(Mode::from_bits(mode).unwrap());
    Effect::EnsureDirectory {
        path: path(at),
        mode,
        owner: None,
    }
}

fn retire(release: &ReleaseRef) -> Vec<PlannedStep> {
    let retired = |component: &str| {
        let effect = Effect::RetireTree {
            component: component.parse().unwrap(),
            release: release.name.clone(),
            at: release.folder.join(&component.parse().unwrap()).unwrap(),
            bytes: count(1),
            files: count(1),
        };
        step(Some(component), PlannedPhase::Clean, effect)
    };
    vec![retired("server"), retired("docs")]
}
