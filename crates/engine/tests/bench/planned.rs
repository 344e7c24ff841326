//! The same product with everything in its manifest, for the planner itself to plan.

use sealift_document::Text;
use sealift_package::manifest::{
    Action, Backoff, CheckAction, CommandAction, ConfigFile, DataDirectory, DirectoryAction,
    Invocation, Mode, Probe, RestartRule, ServiceAction, Step, SymlinkAction,
};
use sealift_package::manifest::{Arch, Os, Platform};
use sealift_plan::current::Current;
use sealift_plan::facts::Facts;
use sealift_plan::layout::Layout;
use sealift_plan::plan::{Inputs, Plan, PlanRefusal, Release, Request, Wanted, plan};

use super::product::{Product, with_manifest};
use super::{Bench, count, layout};

fn step(id: &str, action: Action) -> Step {
    Step {
        id: id.parse().unwrap(),
        title: Text::default(),
        phase: None,
        irreversible: false,
        reboot: false,
        action,
    }
}

fn invocation(program: &str) -> Invocation {
    let mut environment = std::collections::BTreeMap::new();
    environment.insert("TOKEN".into(), "{{ answers.token }}".into());
    Invocation {
        run: vec![program.into()],
        environment,
        user: None,
    }
}

/// A version whose manifest declares the steps; data moves to another format in version 2.
pub fn planned(version: u32, has_service: bool) -> Product {
    with_manifest(version, |manifest| {
        let directory = DirectoryAction {
            path: "data".parse().unwrap(),
            mode: Mode::from_bits(0o750).unwrap(),
            owner: None,
        };
        let conf = ConfigFile {
            path: "config/deep/app.conf".parse().unwrap(),
            template: "app.conf".parse().unwrap(),
            mode: Mode::PRIVATE,
            owner: None,
        };
        let link = SymlinkAction {
            path: "config/server".parse().unwrap(),
            to: "program/server/bin/server".parse().unwrap(),
        };
        let migrate = CommandAction {
            invocation: invocation("bin/server"),
            undo: Some(invocation("bin/server")),
            timeout_seconds: count(30),
            writes: vec!["data".parse().unwrap()],
        };
        let service = ServiceAction {
            name: "server".parse().unwrap(),
            description: Text::english("Server"),
            invocation: invocation("bin/server"),
            restart: RestartRule::OnFailure,
            stop_seconds: count(5),
            ready: None,
        };
        let probe = Probe::File {
            path: "config/deep/app.conf".parse().unwrap(),
            contains: None,
        };
        let within = Backoff {
            seconds: count(3),
            every_ms: count(200),
        };
        let mut steps = vec![
            step("data", Action::Directory(directory)),
            step("conf", Action::ConfigFile(conf)),
            step("link", Action::Symlink(link)),
            step("migrate", Action::Command(migrate)),
            step("configured", Action::Check(CheckAction { probe, within })),
        ];
        if has_service {
            steps.push(step("server", Action::Service(service)));
        }
        let server = manifest
            .components
            .iter_mut()
            .find(|c| c.id.as_str() == "server")
            .unwrap();
        server.steps = steps;
        manifest.rollback_index = count(u64::from(version));
        manifest.data = vec![DataDirectory {
            id: "store".parse().unwrap(),
            component: "server".parse().unwrap(),
            path: "data".parse().unwrap(),
            format: count(u64::from(version)),
        }];
    })
}

/// What the planner makes of a wish.
pub fn plan_for(
    bench: &Bench,
    current: &Current,
    wanted: Wanted,
    product: Option<&Product>,
) -> Result<Plan, PlanRefusal> {
    plan_at(&layout(), &bench.settled, current, wanted, product)
}

pub fn plan_at(
    layout: &Layout,
    settled: &sealift_plan::configuration::Settled,
    current: &Current,
    wanted: Wanted,
    product: Option<&Product>,
) -> Result<Plan, PlanRefusal> {
    let mut facts = Facts::unknown(Os::Linux, "2026-11-21T09:30:00Z".parse().unwrap());
    facts.platform = Some(Platform {
        os: Os::Linux,
        arch: Arch::X86_64,
    });
    let release = product.map(|product| Release {
        manifest: &product.sample.manifest,
        sha256: product.reference().manifest_sha256,
    });
    let request = Request::new(wanted);
    plan(&Inputs {
        request: &request,
        current,
        release,
        facts: &facts,
        answers: settled,
        layout,
    })
}
