//! What a release promises its operator: a manifest that every reader accepts, a form that can be asked, templates that
//! can be rendered. A vendor hears of a mistake here, not a technician at the facility.
#![allow(
    clippy::disallowed_methods,
    reason = "export mode reads the vendor's own files"
)]

use std::fs;

use sealift_package::manifest::{Action, Manifest};
use sealift_plan::configuration::{Form, FormError};
use sealift_plan::template::{TemplateProblem, check, check_file};

use super::PackError;
use crate::description::{Defect, Description, DescriptionError, DescriptionProblem, Questions};
use crate::tree::SourceTree;

/// Looks at all that the description promises by itself; every mistake is told, in its place.
pub(super) fn examine(description: &Description, manifest: &Manifest) -> Result<(), PackError> {
    let mut problems: Vec<DescriptionProblem> = manifest
        .problems()
        .iter()
        .map(|problem| rule(description, &problem.at, problem.error.to_string()))
        .collect();
    match check(manifest) {
        Ok(found) => problems.extend(found.iter().map(|p| template(description, manifest, p))),
        Err(error) => problems.push(form(description, &error)),
    }
    if problems.is_empty() {
        return Ok(());
    }
    problems.sort_by_key(|problem| problem.at);
    Err(DescriptionError::Problems { problems }.into())
}

fn rule(description: &Description, pointer: &str, detail: String) -> DescriptionProblem {
    DescriptionProblem {
        at: description.places.find(pointer),
        what: Defect::Rule { detail },
    }
}

fn form(description: &Description, error: &FormError) -> DescriptionProblem {
    let pointer = format!("/configuration/schema{}", error.pointer());
    let detail = match &description.questions {
        Some(Questions::File(file)) => format!("{}: {error}", file.display()),
        _ => error.to_string(),
    };
    rule(description, &pointer, detail)
}

/// A template of a step stands below it by the name of its place: `ready.url`, `environment.HOME`, `run[2]`.
fn template(
    description: &Description,
    manifest: &Manifest,
    problem: &TemplateProblem,
) -> DescriptionProblem {
    let mut components = manifest.components.iter();
    let component = components.position(|component| component.id == problem.component);
    let step = component.and_then(|number| {
        let mut steps = manifest.components[number].steps.iter();
        steps.position(|step| step.id == problem.step)
    });
    let place = problem.place.replace(['.', '['], "/").replace(']', "");
    let pointer = match (component, step) {
        (Some(component), Some(step)) => format!("/components/{component}/steps/{step}/{place}"),
        _ => String::new(),
    };
    rule(description, &pointer, problem.to_string())
}

/// Looks at every template file that the steps render; all mistakes are told at once.
pub(super) fn examine_files(manifest: &Manifest, trees: &[SourceTree]) -> Result<(), PackError> {
    let form = Form::of(manifest).map_err(|error| PackError::Rule {
        detail: error.to_string(),
    })?;
    let mut problems = Vec::new();
    for (component, tree) in manifest.components.iter().zip(trees) {
        for step in &component.steps {
            let Action::ConfigFile(file) = &step.action else {
                continue;
            };
            let source = tree
                .files
                .iter()
                .find(|source| source.path == file.template);
            let Some(source) = source else {
                continue;
            };
            let text = fs::read_to_string(&source.from).map_err(|error| PackError::Read {
                path: source.from.clone(),
                source: error,
            })?;
            if let Err(error) = check_file(&form, &text, file.mode) {
                problems.push(format!(
                    "{}/{}, {}: {error}",
                    component.id, step.id, file.template
                ));
            }
        }
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(PackError::Templates { problems })
    }
}
