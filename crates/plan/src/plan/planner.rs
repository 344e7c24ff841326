//! The pure planner: the same inputs always give the same plan.

use sealift_document::Document;
use sealift_package::manifest::{ComponentId, Level};

use super::document::{Operation, Plan, ReleaseRef, Warning};
use super::draft::{Draft, count};
use super::forward::Forward;
use super::refusal::PlanRefusal;
use super::request::{Inputs, Release, Wanted};
use super::selection::{Selection, select};
use super::uninstall;
use crate::facts::InitSystem;
use crate::requirements::{self, Finding, Status};
use crate::room;

/// Works out what would be done, or why nothing can be.
///
/// # Errors
/// [`PlanRefusal`]; nothing has been tried, and nothing was looked at but the arguments.
pub fn plan(inputs: &Inputs<'_>) -> Result<Plan, PlanRefusal> {
    let request = inputs.request;
    if let Wanted::Uninstall { purge } = request.wanted {
        if request.stage_only {
            return Err(PlanRefusal::RequestContradicts {
                first: "uninstall".into(),
                second: "stage-only".into(),
            });
        }
        let draft = uninstall::draft(inputs, purge)?;
        return finish(inputs, Operation::Uninstall, None, None, draft);
    }
    let release = inputs.release.ok_or(PlanRefusal::ReleaseNeeded)?;
    if release.manifest.product != inputs.current.product {
        return Err(PlanRefusal::ProductMismatch {
            expected: inputs.current.product.clone(),
            found: release.manifest.product.clone(),
        });
    }
    let operation = operation(inputs, release)?;
    check_floor(inputs, release)?;
    check_platform(inputs, release)?;
    let unmet = check_requirements(inputs, release, operation)?;
    let to = ReleaseRef::of(release.manifest, release.sha256, inputs.layout)?;
    let usual = usual_components(inputs, release, operation);
    let selection = select(
        release.manifest,
        inputs.facts.platform,
        request,
        inputs.current,
        usual.as_deref(),
    )?;
    check_change(inputs, operation, &selection)?;
    let mut draft = Forward::new(inputs, release, &to, &selection)?.draft()?;
    for finding in unmet {
        let requirement = finding.requirement;
        draft
            .warnings
            .push(Warning::RecommendationUnmet { requirement });
    }
    finish(inputs, operation, Some(&to), Some(&selection), draft)
}

/// What a request comes to, given what is installed.
fn operation(inputs: &Inputs<'_>, release: Release<'_>) -> Result<Operation, PlanRefusal> {
    let current = inputs.current;
    let asked = || release.manifest.version.clone();
    let sequence = release.manifest.sequence;
    let not_installed = || {
        let product = current.product.clone();
        Err(PlanRefusal::ProductNotInstalled { product })
    };
    let Some(active) = &current.active else {
        return match inputs.request.wanted {
            Wanted::Install if !inputs.request.upgrade_only => Ok(Operation::Install),
            Wanted::ActivateStaged if inputs.request.upgrade_only => not_installed(),
            Wanted::ActivateStaged if current.present(&release.sha256).is_some() => {
                Ok(Operation::ActivateStaged)
            }
            Wanted::ActivateStaged => Err(PlanRefusal::NotStaged { asked: asked() }),
            _ => not_installed(),
        };
    };
    let is_active = active.manifest_sha256 == release.sha256;
    let installed = active.version.clone();
    match inputs.request.wanted {
        Wanted::Repair if is_active => Ok(Operation::Repair),
        Wanted::Repair => Err(PlanRefusal::NotTheActiveRelease { asked: asked() }),
        Wanted::Rollback if sequence < active.sequence => Ok(Operation::Rollback),
        Wanted::Rollback => Err(PlanRefusal::NotAnEarlierRelease {
            installed,
            asked: asked(),
        }),
        Wanted::Install if is_active => Ok(Operation::Reconfigure),
        Wanted::Install | Wanted::ActivateStaged if sequence <= active.sequence => {
            Err(PlanRefusal::DowngradeNeedsRollback {
                installed,
                asked: asked(),
            })
        }
        Wanted::ActivateStaged if current.present(&release.sha256).is_none() => {
            Err(PlanRefusal::NotStaged { asked: asked() })
        }
        Wanted::ActivateStaged => Ok(Operation::ActivateStaged),
        Wanted::Install => Ok(Operation::Upgrade),
        Wanted::Uninstall { .. } => Ok(Operation::Uninstall),
    }
}

/// A release below the floor is an attack or a mistake, unless it ran here before (threat T9).
fn check_floor(inputs: &Inputs<'_>, release: Release<'_>) -> Result<(), PlanRefusal> {
    let found = release.manifest.rollback_index;
    match inputs.current.floor {
        Some(floor) if found < floor && !inputs.current.ran.contains(&release.sha256) => {
            Err(PlanRefusal::BelowFloor { floor, found })
        }
        _ => Ok(()),
    }
}

fn check_platform(inputs: &Inputs<'_>, release: Release<'_>) -> Result<(), PlanRefusal> {
    let finding = requirements::platform(release.manifest, inputs.facts);
    if finding.status == Status::Met && inputs.facts.os.family == inputs.layout.os() {
        return Ok(());
    }
    Err(PlanRefusal::PlatformUnsupported {
        machine: inputs.facts.platform,
        supported: release.manifest.platforms.clone(),
    })
}

/// Refuses unmet requirements; gives those that are only recommended. What ran here may always come back.
fn check_requirements(
    inputs: &Inputs<'_>,
    release: Release<'_>,
    operation: Operation,
) -> Result<Vec<Finding>, PlanRefusal> {
    if matches!(operation, Operation::Rollback | Operation::Repair) {
        return Ok(Vec::new());
    }
    let mut facts = std::borrow::Cow::Borrowed(inputs.facts);
    if !inputs.current.services.is_empty() {
        inputs.current.claim_ports(facts.to_mut());
    }
    let findings = requirements::declared(
        release.manifest,
        &facts,
        Some(inputs.answers),
        inputs.layout,
    );
    let (stopping, other): (Vec<_>, Vec<_>) = findings.into_iter().partition(Finding::stops);
    if !stopping.is_empty() {
        return Err(PlanRefusal::RequirementsUnmet { findings: stopping });
    }
    let is_unmet =
        |finding: &Finding| finding.level == Level::Recommended && finding.status != Status::Met;
    Ok(other.into_iter().filter(is_unmet).collect())
}

/// The components that a release had here before, for an operation that brings exactly that back.
fn usual_components(
    inputs: &Inputs<'_>,
    release: Release<'_>,
    operation: Operation,
) -> Option<Vec<ComponentId>> {
    match operation {
        Operation::Rollback | Operation::ActivateStaged => {
            let present = inputs.current.present(&release.sha256)?;
            Some(
                present
                    .components
                    .iter()
                    .map(|tree| tree.id.clone())
                    .collect(),
            )
        }
        Operation::Repair => Some(inputs.current.components.clone()),
        _ => None,
    }
}

/// The active release with the components and answers it has is no change, unless somebody insists.
fn check_change(
    inputs: &Inputs<'_>,
    operation: Operation,
    selection: &Selection<'_>,
) -> Result<(), PlanRefusal> {
    let current = inputs.current;
    let chosen = selection.chosen.iter().map(|component| &component.id);
    let has_same_components = selection.chosen.len() == current.components.len()
        && chosen.clone().all(|id| current.components.contains(id));
    let is_same = operation == Operation::Reconfigure
        && has_same_components
        && current.answers_sha256 == Some(inputs.answers.sha256())
        && !inputs.request.reapply;
    match &current.active {
        Some(active) if is_same => Err(PlanRefusal::AlreadyInstalled {
            version: active.version.clone(),
        }),
        _ => Ok(()),
    }
}

/// Proves the room in both directions and writes the plan down (threat I17).
fn finish(
    inputs: &Inputs<'_>,
    operation: Operation,
    to: Option<&ReleaseRef>,
    selection: Option<&Selection<'_>>,
    mut draft: Draft,
) -> Result<Plan, PlanRefusal> {
    check_room(inputs, &mut draft)?;
    let services = draft.services();
    let has_boot = !inputs.layout.root().is_relocated()
        && !matches!(inputs.facts.init, None | Some(InitSystem::None));
    if !services.started.is_empty() && !has_boot {
        draft.warnings.push(Warning::NoStartAtBoot);
    }
    let chosen = selection.map(|selection| &selection.chosen);
    let chosen = chosen.into_iter().flatten();
    Ok(Plan {
        kind: Plan::TYPE.into(),
        operation,
        product: inputs.current.product.clone(),
        from: inputs.current.active.clone(),
        to: to.cloned(),
        components: chosen.map(|component| component.id.clone()).collect(),
        declined: selection.map_or_else(Vec::new, |selection| selection.declined.clone()),
        answers_sha256: to.map(|_| inputs.answers.sha256()),
        stage_only: inputs.request.stage_only,
        prefix: inputs.layout.prefix().clone(),
        room: draft.room(),
        services,
        summary: draft.summary(),
        warnings: draft.warnings,
        steps: draft.steps,
    })
}

fn check_room(inputs: &Inputs<'_>, draft: &mut Draft) -> Result<(), PlanRefusal> {
    let places = draft.room().into_iter().map(|room| {
        let bytes = room.to_do.value().saturating_add(room.to_undo.value());
        (room.at, bytes)
    });
    let mut needs = room::needs(inputs.facts, inputs.layout, places);
    for (disk, needed) in needs.by_pool.into_values() {
        if disk.read_only {
            let at = disk.mount_point.clone();
            return Err(PlanRefusal::ReadOnly { at });
        }
        match disk.free_bytes {
            Some(free) if free.value() < needed => {
                return Err(PlanRefusal::NotEnoughRoom {
                    at: disk.mount_point.clone(),
                    needed: count(needed),
                    free,
                });
            }
            Some(_) => {}
            None => {
                let unknown = inputs.layout.prefix().clone();
                needs.unknown.push((unknown, needed));
            }
        }
    }
    for (at, needed) in needs.unknown {
        let needed = count(needed);
        draft.warnings.push(Warning::RoomUnknown { at, needed });
    }
    Ok(())
}
