//! A product like a monitoring suite, and a target that does what plans say.

use std::collections::BTreeSet;

use sealift_document::{Digest, Timestamp, to_canonical};
use sealift_package::manifest::{Manifest, Os};
use serde_json::{Value, json};

use crate::configuration::{Answers, Form, Settled};
use crate::current::{Current, Observed};
use crate::facts::{DiskFacts, Facts, InitSystem};
use crate::layout::{HostPath, Layout, Scope, WorldRoot};
use crate::plan::{
    Effect, Inputs, Plan, PlanRefusal, PlannedPhase, Release, Request, Wanted, plan,
};

pub(super) const PRODUCT: &str = "com.acme.monitor";

pub(super) fn path(text: &str) -> HostPath {
    HostPath::from(
        text.parse::<sealift_package::path::RelativePath>()
            .expect(text),
    )
}

pub(super) fn moment(text: &str) -> Timestamp {
    text.parse().expect(text)
}

/// A manifest in JSON; tests change what they are about.
pub(super) fn manifest_json(version: &str, sequence: u64) -> Value {
    let totals = json!({
        "raw_bytes": 1_000_000, "files": 10, "directories": 2, "symlinks": 1, "outward_symlinks": 0
    });
    json!({
        "type": "sealift.manifest/v1",
        "product": PRODUCT,
        "name": { "en": "Monitor" },
        "vendor": { "name": "Acme" },
        "version": version,
        "sequence": sequence,
        "rollback_index": 1,
        "issued": "2026-01-01T00:00:00Z",
        "names": "portable",
        "platforms": [{ "os": "linux", "arch": "x86-64" }],
        "components": [
            {
                "id": "alert", "title": { "en": "Alerts" }, "optional": { "default": false },
                "depends": ["server"], "into": "alert", "totals": totals,
                "steps": [service("alert", &["bin/alert"])]
            },
            {
                "id": "server", "title": { "en": "Server" }, "depends": ["exporter"],
                "into": "server", "totals": totals,
                "steps": [
                    { "id": "account", "kind": "user", "name": "monitor" },
                    { "id": "conf", "kind": "config-file", "path": "config/server.yml",
                      "template": "server.yml.j2", "mode": "0640", "owner": "monitor" },
                    { "id": "migrate", "kind": "command", "run": ["bin/migrate", "--to={{ paths.data }}"],
                      "environment": { "PASSWORD": "{{ answers.password }}", "HOME": "{{ paths.data }}" },
                      "undo": { "run": ["bin/migrate", "--back"] },
                      "timeout_seconds": 60, "writes": ["data/db"] },
                    { "id": "link", "kind": "symlink", "path": "/usr/local/bin/monitor",
                      "to": "program/server/bin/monitor" },
                    service("server", &["bin/server", "--listen=:{{ answers.port }}", "--conf", "{{ paths.config }}/server.yml"]),
                    { "id": "healthy", "kind": "check",
                      "probe": { "kind": "http", "url": "http://127.0.0.1:{{ answers.port }}/-/healthy", "status": 200 },
                      "within": { "seconds": 20, "every_ms": 200 } }
                ]
            },
            {
                "id": "exporter", "title": { "en": "Exporter" }, "into": "exporter", "totals": totals,
                "steps": [
                    { "id": "socket", "kind": "directory", "path": "run/exporter", "mode": "0755" },
                    service("exporter", &["bin/exporter"])
                ]
            }
        ],
        "configuration": { "schema": {
            "type": "object",
            "properties": {
                "port": { "type": "integer", "default": 9090, "minimum": 1, "maximum": 65535 },
                "password": { "type": "string", "x-secret": true }
            }
        } },
        "data": [{ "id": "db", "component": "server", "path": "data/db", "format": 1 }],
        "index": {
            "stored_sha256": Digest::of(b"index"), "stored_bytes": 10, "raw_bytes": 20
        },
        "totals": {
            "chunks": 1, "stored_bytes": 10, "raw_bytes": 20, "files": 1, "directories": 1, "symlinks": 0
        }
    })
}

fn service(name: &str, run: &[&str]) -> Value {
    json!({
        "id": format!("{name}-service"), "kind": "service", "name": name, "run": run,
        "restart": "on-failure", "stop_seconds": 10
    })
}

pub(super) fn read(manifest: &Value) -> (Manifest, Digest) {
    // Through the type, so that empty lists are left out as the canonical form wants it.
    let typed: Manifest =
        serde_json::from_value(manifest.clone()).expect("the fields of a manifest");
    let bytes = to_canonical(&typed).expect("canonical");
    (
        Manifest::parse(&bytes).expect("a manifest"),
        Digest::of(&bytes),
    )
}

/// Mutates one component of a manifest in JSON.
pub(super) fn component<'a>(manifest: &'a mut Value, id: &str) -> &'a mut Value {
    let components = manifest["components"].as_array_mut().expect("a list");
    components
        .iter_mut()
        .find(|component| component["id"] == id)
        .expect(id)
}

/// Adds a step to a component.
pub(super) fn add_step(manifest: &mut Value, id: &str, step: Value) {
    let steps = &mut component(manifest, id)["steps"];
    steps.as_array_mut().expect("a list").push(step);
}

/// Takes a step out of a component.
pub(super) fn drop_step(manifest: &mut Value, id: &str, step: &str) {
    let steps = &mut component(manifest, id)["steps"];
    steps
        .as_array_mut()
        .expect("a list")
        .retain(|other| other["id"] != step);
}

pub(super) fn facts() -> Facts {
    let mut facts = Facts::unknown(Os::Linux, moment("2026-02-01T00:00:00Z"));
    facts.platform =
        Some(serde_json::from_value(json!({ "os": "linux", "arch": "x86-64" })).expect("x"));
    facts.init = Some(InitSystem::Systemd);
    facts.hostname = Some("node1".into());
    facts.disks = Some(vec![DiskFacts {
        mount_point: "/".into(),
        file_system: Some("ext4".into()),
        total_bytes: Some((1_u32 << 31).into()),
        free_bytes: Some((1_u32 << 30).into()),
        read_only: false,
        device: Some("8:1".into()),
    }]);
    facts
}

/// A target that does what plans say, and lets an operator meddle.
pub(super) struct Target {
    pub(super) current: Current,
    pub(super) facts: Facts,
    pub(super) layout: Layout,
    pub(super) answers: Value,
    pub(super) request: Request,
}

impl Target {
    pub(super) fn new() -> Self {
        let product = PRODUCT.parse().expect("an id");
        let root = WorldRoot::machine(Os::Linux);
        Self {
            layout: Layout::new(root, &Scope::System, &product).expect("short"),
            current: Current::nothing(product),
            facts: facts(),
            answers: json!({ "password": "hunter2" }),
            request: Request::new(Wanted::Install),
        }
    }

    pub(super) fn settled(&self, manifest: &Manifest) -> Settled {
        let form = Form::of(manifest).expect("a form");
        let answers = Answers::from_json(self.answers.to_string().as_bytes()).expect("JSON");
        form.settle(&answers, Os::Linux).expect("valid answers")
    }

    pub(super) fn plan(&self, manifest: &Value) -> Result<Plan, PlanRefusal> {
        let (manifest, sha256) = read(manifest);
        plan(&Inputs {
            request: &self.request,
            current: &self.current,
            release: Some(Release {
                manifest: &manifest,
                sha256,
            }),
            facts: &self.facts,
            answers: &self.settled(&manifest),
            layout: &self.layout,
        })
    }

    pub(super) fn plan_uninstall(&self, purge: bool) -> Result<Plan, PlanRefusal> {
        plan(&Inputs {
            request: &Request::new(Wanted::Uninstall { purge }),
            current: &self.current,
            release: None,
            facts: &self.facts,
            answers: &Settled::nothing(),
            layout: &self.layout,
        })
    }

    /// Plans and runs to the end.
    pub(super) fn run(&mut self, manifest: &Value) -> Plan {
        let plan = self.plan(manifest).expect("a plan");
        self.finish(&plan);
        plan
    }

    pub(super) fn want(&mut self, wanted: Wanted) -> &mut Self {
        self.request = Request::new(wanted);
        self
    }

    /// Does what a plan says: every rendition has a content of its own, every directory is new.
    pub(super) fn finish(&mut self, plan: &Plan) {
        let mut observed = Observed::at(moment("2026-02-01T00:00:00Z"));
        let release = plan.to.as_ref().map_or("", |to| &to.name);
        for step in &plan.steps {
            match &step.effect {
                Effect::RenderFile(file) => {
                    let content = format!("{release} {}", file.path);
                    let sha256 = Digest::of(content.as_bytes());
                    observed.rendered.insert(file.path.clone(), sha256);
                }
                Effect::EnsureDirectory { path, .. } => {
                    observed.created_directories.insert(path.clone());
                }
                Effect::CreateUser { name, .. } => {
                    observed.created_users.insert(name.clone());
                }
                _ => {}
            }
        }
        self.current = self.current.after(plan, &observed);
    }
}

/// The kinds and names of effects in their order, as short texts.
pub(super) fn told(plan: &Plan) -> Vec<String> {
    plan.steps.iter().map(|step| tell(&step.effect)).collect()
}

fn tell(effect: &Effect) -> String {
    match effect {
        Effect::PlaceTree(tree) => format!("place-tree {}", tree.component),
        Effect::Activate { release, .. } => format!("activate {}", release.file_name()),
        Effect::Deactivate { .. } => "deactivate".into(),
        Effect::EnsureDirectory { path, .. } => format!("directory {path}"),
        Effect::PlaceSymlink { path, .. } => format!("symlink {path}"),
        Effect::RenderFile(file) => format!("file {}", file.path),
        Effect::RemoveFile { path, .. } => format!("remove-file {path}"),
        Effect::RemoveLink { path, .. } => format!("remove-link {path}"),
        Effect::RemoveDirectoryIfEmpty { path } => format!("remove-directory {path}"),
        Effect::KeepSecrets { .. } => "keep-secrets".into(),
        Effect::RemoveSecrets { .. } => "remove-secrets".into(),
        Effect::CreateUser { name, .. } => format!("user {name}"),
        Effect::StopService { service } => format!("stop {}", service.name),
        Effect::PlaceService { service, .. } => format!("place-service {}", service.name),
        Effect::StartService { unit, .. } => format!("start {unit}"),
        Effect::RemoveService { service } => format!("remove-service {}", service.name),
        Effect::Backup { into, .. } => format!("backup {}", into.file_name()),
        Effect::RestoreBackup { from, .. } => format!("restore {}", from.file_name()),
        Effect::RunCommand { invocation, .. } => format!("run {}", invocation.program),
        Effect::Check(_) => "check".into(),
        Effect::RetireTree {
            component, release, ..
        } => format!("retire {component} {release}"),
        Effect::RetireData { at, .. } => format!("retire-data {at}"),
    }
}

pub(super) fn warnings(plan: &Plan) -> BTreeSet<String> {
    let code = |warning: &crate::plan::Warning| {
        let value = serde_json::to_value(warning).expect("serialises");
        value["code"].as_str().expect("a code").to_owned()
    };
    plan.warnings.iter().map(code).collect()
}

pub(super) fn phases(plan: &Plan) -> Vec<PlannedPhase> {
    plan.steps.iter().map(|step| step.phase).collect()
}
