//! What a release promises its operator: a form that can be asked and templates that can be rendered. A vendor hears of a
//! mistake here, not a technician at the facility.
#![allow(
    clippy::disallowed_methods,
    reason = "export mode reads the vendor's own files"
)]

use std::fs;

use sealift_package::manifest::{Action, Manifest};
use sealift_plan::configuration::Form;
use sealift_plan::template::{check, check_file};

use super::PackError;
use crate::tree::SourceTree;

/// Looks at the form, at every template in the steps and at every template file; all mistakes are told at once.
pub(super) fn examine(manifest: &Manifest, trees: &[SourceTree]) -> Result<(), PackError> {
    let form = Form::of(manifest)?;
    let mut problems: Vec<String> = check(manifest)?.iter().map(ToString::to_string).collect();
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
