//! Which components are installed, and in which order.

use std::collections::BTreeSet;

use sealift_package::manifest::{Component, ComponentId, Manifest, Platform};

use super::refusal::PlanRefusal;
use super::request::{Request, Wanted};
use crate::current::Current;
use crate::nearest::nearest;

/// The components of a release on one machine.
pub(super) struct Selection<'a> {
    /// Those that are installed, each after all that it depends on.
    pub(super) chosen: Vec<&'a Component>,
    /// Optional ones that apply to the machine and are left out.
    pub(super) declined: Vec<ComponentId>,
}

struct Choosing<'a> {
    manifest: &'a Manifest,
    machine: Option<Platform>,
    with: BTreeSet<&'a ComponentId>,
    without: BTreeSet<&'a ComponentId>,
    chosen: Vec<&'a Component>,
}

/// Chooses components: what the request says, else what is installed, else what the vendor proposes.
pub(super) fn select<'a>(
    manifest: &'a Manifest,
    machine: Option<Platform>,
    request: &Request,
    current: &Current,
    usual: Option<&[ComponentId]>,
) -> Result<Selection<'a>, PlanRefusal> {
    let mut choosing = Choosing {
        manifest,
        machine,
        with: named(manifest, &request.with)?,
        without: named(manifest, &request.without)?,
        chosen: Vec::new(),
    };
    if let Some(both) = choosing.with.intersection(&choosing.without).next() {
        return Err(PlanRefusal::RequestContradicts {
            first: format!("with {both}"),
            second: format!("without {both}"),
        });
    }
    for component in &manifest.components {
        if choosing.wants(component, request, current, usual)? {
            choosing.take(component)?;
        }
    }
    let chosen = choosing.chosen;
    let is_declined = |component: &&Component| {
        component.optional.is_some()
            && applies(component, machine)
            && !chosen.iter().any(|taken| taken.id == component.id)
    };
    let declined = manifest.components.iter().filter(is_declined);
    Ok(Selection {
        declined: declined.map(|component| component.id.clone()).collect(),
        chosen,
    })
}

fn applies(component: &Component, machine: Option<Platform>) -> bool {
    machine.is_none_or(|machine| component.applies_to(machine))
}

/// The components that somebody named.
fn named<'a>(
    manifest: &'a Manifest,
    names: &[String],
) -> Result<BTreeSet<&'a ComponentId>, PlanRefusal> {
    let ids = || manifest.components.iter().map(|component| &component.id);
    names
        .iter()
        .map(|name| {
            ids()
                .find(|id| id.as_str() == name)
                .ok_or_else(|| PlanRefusal::ComponentUnknown {
                    name: name.clone(),
                    nearest: nearest(name, ids().map(ComponentId::as_str)),
                })
        })
        .collect()
}

impl<'a> Choosing<'a> {
    fn wants(
        &self,
        component: &Component,
        request: &Request,
        current: &Current,
        usual: Option<&[ComponentId]>,
    ) -> Result<bool, PlanRefusal> {
        let id = &component.id;
        let not_for_platform = || PlanRefusal::ComponentNotForPlatform {
            component: id.clone(),
        };
        if !applies(component, self.machine) {
            return if self.with.contains(id) {
                Err(not_for_platform())
            } else {
                Ok(false)
            };
        }
        let Some(optional) = component.optional else {
            return if self.without.contains(id) {
                Err(PlanRefusal::ComponentRequired {
                    component: id.clone(),
                })
            } else {
                Ok(true)
            };
        };
        if self.with.contains(id) || self.without.contains(id) {
            return Ok(self.with.contains(id));
        }
        Ok(match usual {
            Some(usual) => usual.contains(id),
            None if current.components.contains(id) => true,
            None if current.declined.contains(id) => false,
            None => optional.default && request.wanted != Wanted::Repair,
        })
    }

    /// Takes a component after all that it depends on. The manifest has no circles.
    fn take(&mut self, component: &'a Component) -> Result<(), PlanRefusal> {
        if self.chosen.iter().any(|taken| taken.id == component.id) {
            return Ok(());
        }
        for needed in &component.depends {
            if self.without.contains(needed) {
                return Err(PlanRefusal::ComponentNeeded {
                    component: component.id.clone(),
                    needed: needed.clone(),
                });
            }
            let Some(needed) = self.manifest.component(needed) else {
                continue; // a validated manifest names only its own
            };
            if !applies(needed, self.machine) {
                return Err(PlanRefusal::ComponentNotForPlatform {
                    component: needed.id.clone(),
                });
            }
            self.take(needed)?;
        }
        self.chosen.push(component);
        Ok(())
    }
}
