//! Programs, services and checks of a release as they will run on one machine.

use std::collections::BTreeMap;

use sealift_package::manifest::{
    Action, Anchor, CheckAction, Component, ComponentId, Invocation, Os, Probe, ServiceAction, Step,
};
use sealift_package::path::RelativePath;

use super::document::ReleaseRef;
use super::effect::{
    PlannedCheck, PlannedInvocation, PlannedProbe, RunDirectory, ServiceDefinition, Setting,
    UnitName,
};
use super::refusal::PlanRefusal;
use super::request::Inputs;
use crate::layout::{HostPath, Layout};
use crate::template::{Context, ProgramPlace, Surroundings, TemplateError, render, render_open};

/// Renders what a release runs.
pub(super) struct Programs<'a> {
    layout: &'a Layout,
    release: &'a ReleaseRef,
    before: Context,
    after: Context,
}

/// The step that something belongs to, for messages.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    pub(super) component: &'a Component,
    pub(super) step: &'a Step,
}

impl At<'_> {
    fn component(self) -> ComponentId {
        self.component.id.clone()
    }

    fn step(self) -> String {
        self.step.id.to_string()
    }

    fn template(self, error: TemplateError) -> PlanRefusal {
        PlanRefusal::Template {
            component: self.component(),
            step: self.step(),
            error,
        }
    }
}

impl<'a> Programs<'a> {
    pub(super) fn new(inputs: &Inputs<'a>, release: &'a ReleaseRef) -> Self {
        let around = Surroundings {
            layout: inputs.layout,
            release,
            hostname: inputs.facts.hostname.as_deref(),
            answers: inputs.answers,
        };
        Self {
            layout: inputs.layout,
            release,
            before: Context::new(&around, ProgramPlace::Release),
            after: Context::new(&around, ProgramPlace::Switch),
        }
    }

    const fn context(&self, place: ProgramPlace) -> &Context {
        match place {
            ProgramPlace::Release => &self.before,
            ProgramPlace::Switch => &self.after,
        }
    }

    /// A program with its arguments; each template gives exactly one (threat C4).
    pub(super) fn invocation(
        &self,
        at: At<'_>,
        invocation: &Invocation,
        place: ProgramPlace,
    ) -> Result<PlannedInvocation, PlanRefusal> {
        if invocation.user.is_some() && !self.layout.is_system() {
            return Err(PlanRefusal::NeedsSystemScope {
                component: at.component(),
                step: at.step(),
            });
        }
        let context = self.context(place);
        let mut words = invocation
            .run
            .iter()
            .map(|template| render_open(context, template).map_err(|error| at.template(error)));
        let program = words.next().transpose()?.unwrap_or_default();
        let directory = self.tree(at.component, place)?;
        Ok(PlannedInvocation {
            program: self.program(at, &program, &directory)?,
            arguments: words.collect::<Result<_, _>>()?,
            environment: self.environment(at, &invocation.environment, place)?,
            directory,
            user: invocation.user.clone(),
        })
    }

    /// The component's tree: in the release's own folder, or through the switch.
    fn tree(
        &self,
        component: &Component,
        place: ProgramPlace,
    ) -> Result<HostPath, crate::layout::LayoutError> {
        let release = match place {
            ProgramPlace::Release => self.release.folder.clone(),
            ProgramPlace::Switch => self.layout.current(),
        };
        Ok(release.join(&component.into)?)
    }

    /// An absolute program as it is, another one in the component's tree; never one that a search path would find.
    fn program(&self, at: At<'_>, program: &str, tree: &HostPath) -> Result<String, PlanRefusal> {
        if is_absolute(program, self.layout.os()) {
            return Ok(program.into());
        }
        program
            .parse::<RelativePath>()
            .and_then(|path| tree.join(&path))
            .map(|path| self.layout.absolute(&path))
            .map_err(|_| PlanRefusal::ProgramInvalid {
                component: at.component(),
                step: at.step(),
                found: program.chars().take(120).collect(),
            })
    }

    fn environment(
        &self,
        at: At<'_>,
        environment: &BTreeMap<String, String>,
        place: ProgramPlace,
    ) -> Result<BTreeMap<String, Setting>, PlanRefusal> {
        let setting = |template: &String| -> Result<Setting, PlanRefusal> {
            let rendered =
                render(self.context(place), template).map_err(|error| at.template(error))?;
            Ok(if rendered.has_secret {
                Setting::Secret {
                    template: template.clone(),
                    shown: rendered.shown,
                    before_switch: place == ProgramPlace::Release,
                }
            } else {
                Setting::Plain(rendered.shown)
            })
        };
        environment
            .iter()
            .map(|(name, template)| Ok((name.clone(), setting(template)?)))
            .collect()
    }

    /// A condition, its texts rendered.
    pub(super) fn check(
        &self,
        at: At<'_>,
        check: &CheckAction,
        place: ProgramPlace,
    ) -> Result<PlannedCheck, PlanRefusal> {
        let text = |template: &str| {
            render_open(self.context(place), template).map_err(|error| at.template(error))
        };
        let invalid = |found: String| PlanRefusal::ProbeInvalid {
            component: at.component(),
            step: at.step(),
            found,
        };
        let probe = match &check.probe {
            Probe::Command(command) => PlannedProbe::Command(self.invocation(at, command, place)?),
            Probe::Tcp { host, port } => {
                let (host, port) = (text(host)?, text(port)?);
                match port.parse() {
                    Ok(port) if port != 0 && is_host(&host) => PlannedProbe::Tcp { host, port },
                    _ => return Err(invalid(format!("{host}:{port}"))),
                }
            }
            Probe::Http {
                url,
                status,
                contains,
            } => {
                let url = text(url)?;
                if !is_local_http(&url) {
                    return Err(invalid(url));
                }
                PlannedProbe::Http {
                    url,
                    status: *status,
                    contains: contains.clone(),
                }
            }
            Probe::File { path, contains } => PlannedProbe::File {
                path: self.layout.resolve(path)?,
                contains: contains.clone(),
            },
        };
        Ok(PlannedCheck {
            probe,
            within: check.within,
        })
    }

    /// A service as the host is told about it.
    pub(super) fn service(
        &self,
        at: At<'_>,
        unit: UnitName,
        service: &ServiceAction,
        after: Vec<UnitName>,
    ) -> Result<ServiceDefinition, PlanRefusal> {
        let place = ProgramPlace::Switch;
        let ready = service.ready.as_ref();
        Ok(ServiceDefinition {
            unit,
            name: service.name.clone(),
            description: service.description.clone(),
            invocation: self.invocation(at, &service.invocation, place)?,
            restart: service.restart,
            stop_seconds: service.stop_seconds,
            ready: ready
                .map(|check| self.check(at, check, place))
                .transpose()?,
            after,
            run_directories: self.run_directories(at.component)?,
        })
    }

    /// Directories in the short-lived place, which are gone after a restart of the machine.
    fn run_directories(&self, component: &Component) -> Result<Vec<RunDirectory>, PlanRefusal> {
        let directories = component
            .steps
            .iter()
            .filter_map(|step| match &step.action {
                Action::Directory(directory) if directory.path.anchor() == Anchor::Run => {
                    Some(directory)
                }
                _ => None,
            });
        directories
            .map(|directory| {
                Ok(RunDirectory {
                    path: self.layout.resolve(&directory.path)?,
                    mode: directory.mode,
                    owner: directory.owner.clone(),
                })
            })
            .collect()
    }
}

fn is_absolute(program: &str, os: Os) -> bool {
    let is_plain = !program.chars().any(char::is_control);
    let bytes = program.as_bytes();
    is_plain
        && match os {
            Os::Linux | Os::Macos => bytes.first() == Some(&b'/'),
            Os::Windows => {
                bytes.len() > 3
                    && bytes[0].is_ascii_alphabetic()
                    && bytes[1] == b':'
                    && bytes[2] == b'\\'
            }
        }
}

/// A host name or address, without anything that a resolver or a shell could read otherwise.
fn is_host(host: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-.:_[]".contains(c);
    !host.is_empty() && host.len() <= 255 && !host.starts_with('-') && host.chars().all(allowed)
}

/// Plain HTTP to this very host: a probe of a machine behind an air gap asks nobody else.
fn is_local_http(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("http://") else {
        return false;
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (host, port) = match authority.strip_prefix('[') {
        Some(v6) => v6
            .split_once(']')
            .map_or(("", ""), |(host, port)| (host, port)),
        None => match authority.split_once(':') {
            Some((host, _)) => (host, &authority[host.len()..]),
            None => (authority, ""),
        },
    };
    let is_port = port.is_empty()
        || port
            .strip_prefix(':')
            .is_some_and(|port| port.parse::<u16>().is_ok_and(|port| port != 0));
    let is_loopback = host == "localhost"
        || host
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback());
    is_port && is_loopback && url.chars().all(|c| c.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probes_ask_this_host_and_nobody_else() {
        for good in [
            "http://localhost:9090/-/ready",
            "http://127.0.0.1/",
            "http://[::1]:80/x?y",
            "http://127.8.9.1",
        ] {
            assert!(is_local_http(good), "{good}");
        }
        for bad in [
            "https://localhost/",
            "http://example.com/",
            "http://localhost.evil.com/",
            "http://localhost@evil.com/",
            "http://127.0.0.1:99999/",
            "http://127.0.0.1:0/",
            "http://169.254.169.254/",
            "http://0.0.0.0/",
            "http:///x",
            "http://localhost/ HTTP/1.1\r\nX: y",
            "file:///etc/passwd",
            "http://[fe80::1]/",
        ] {
            assert!(!is_local_http(bad), "{bad}");
        }
    }
}
