//! All questions that a manifest by itself raises.

use sealift_package::manifest::{
    Action, CommandAction, Component, Manifest, Platform, Step, TargetPath,
};

use super::{Policy, Question, Verdict};

/// Puts every question that the manifest raises on a machine of this platform to the policy.
///
/// Modes of the release's own files stand in the index and are asked about with [`Policy::mode`] when it is read.
#[must_use]
pub fn review(manifest: &Manifest, machine: Platform, policy: &Policy) -> Vec<Verdict> {
    let components = manifest.components.iter().filter(|c| c.applies_to(machine));
    components
        .flat_map(|component| review_component(component, policy))
        .collect()
}

fn review_component(component: &Component, policy: &Policy) -> Vec<Verdict> {
    let outward = component.totals.outward_symlinks.value();
    let mut verdicts = Vec::from_iter(policy.symlinks_outward(&component.id, outward));
    for step in &component.steps {
        review_marks(component, step, policy, &mut verdicts);
        let places = places(&step.action).into_iter();
        verdicts.extend(places.filter_map(|at| policy.host_path(&component.id, &step.id, at)));
        verdicts.extend(match &step.action {
            Action::Directory(directory) => {
                policy.mode(&directory.path.to_string(), directory.mode)
            }
            Action::ConfigFile(file) => policy.mode(&file.path.to_string(), file.mode),
            _ => None,
        });
    }
    verdicts
}

fn review_marks(component: &Component, step: &Step, policy: &Policy, found: &mut Vec<Verdict>) {
    let (component, id) = (component.id.clone(), step.id.clone());
    let (c, s) = (component.clone(), id.clone());
    if step.irreversible {
        let question = Question::IrreversibleStep {
            component: c,
            step: s,
        };
        found.push(Verdict::by(policy.irreversible_steps, question));
    } else if let Action::Command(CommandAction { undo: None, .. }) = step.action {
        let question = Question::StepWithoutUndo {
            component: c,
            step: s,
        };
        found.push(Verdict::by(policy.steps_without_undo, question));
    }
    if step.reboot {
        let step = id;
        found.push(Verdict::by(
            policy.reboots,
            Question::Reboot { component, step },
        ));
    }
}

/// The places that a step writes to.
fn places(action: &Action) -> Vec<&TargetPath> {
    match action {
        Action::Directory(directory) => vec![&directory.path],
        // Where a link points is as much a reach out of the product's places as where it lies.
        Action::Symlink(link) => vec![&link.path, &link.to],
        Action::ConfigFile(file) => vec![&file.path],
        Action::User(user) => user.home.iter().collect(),
        Action::Command(command) => command.writes.iter().collect(),
        Action::Service(_) | Action::Check(_) => Vec::new(),
    }
}
