//! `[[components]]`: a part of the release, its files, steps and checks.

use sealift_document::Text;
use sealift_package::manifest::{
    Action, Component, ComponentId, ComponentTotals, Mode, Optional, Step,
};
use sealift_package::path::RelativePath;
use serde_json::{Map, Value as Json, json};

use super::embed::embed;
use super::fields::Fields;
use super::node::{Node, Value};
use super::{ComponentDescription, parse_platform};
use crate::tree::{ModeRule, Pattern, TreeRules};

pub(super) fn read_all(fields: &Fields<'_>) -> Vec<ComponentDescription> {
    let read_node = |node: &Node| {
        let component = Fields::of(node, "components", fields.problems)?;
        let read = read_one(&component);
        component.finish();
        read
    };
    fields
        .list("components")
        .iter()
        .filter_map(read_node)
        .collect()
}

fn read_one(fields: &Fields<'_>) -> Option<ComponentDescription> {
    let id = fields.required::<ComponentId>("id");
    let title = fields.words("title");
    let summary = fields.words("summary");
    let source = fields.text("source").map(Into::into);
    let optional = read_optional(fields);
    let depends = fields.parsed_list("depends", str::parse);
    let platforms = fields.parsed_list("platforms", parse_platform);
    let into = fields.parsed::<RelativePath>("into");
    let rules = TreeRules {
        include: fields.parsed_list("include", str::parse),
        exclude: fields.parsed_list("exclude", str::parse),
        modes: fields
            .list("modes")
            .iter()
            .filter_map(|node| read_mode(fields, node))
            .collect(),
        outward_symlinks: fields.parsed_list("outward-symlinks", str::parse),
    };
    let mut steps: Vec<Step> = read_steps(fields, "steps", complete_step);
    steps.extend(read_steps(fields, "checks", |check| {
        check.insert("kind".into(), json!("check"));
        complete_step(check);
    }));
    let id = id?;
    let into = into.unwrap_or_else(|| id.as_str().parse().expect("a component id is a name"));
    let title = if title.is_empty() {
        Text::english(id.as_str())
    } else {
        title
    };
    let component = Component {
        id,
        title,
        summary,
        optional,
        depends,
        platforms,
        into,
        steps,
        totals: ComponentTotals::default(),
    };
    Some(ComponentDescription {
        component,
        source,
        rules,
    })
}

fn read_steps(
    fields: &Fields<'_>,
    name: &'static str,
    complete: impl Fn(&mut Map<String, Json>),
) -> Vec<Step> {
    let read = |node: &Node| {
        let step: Step = embed(node, name, &complete, fields.problems)?;
        let is_check = matches!(step.action, Action::Check(_));
        if name == "checks" && !is_check {
            fields
                .problems
                .invalid(node.at, name, "only checks stand here");
        }
        Some(step)
    };
    fields.list(name).iter().filter_map(read).collect()
}

/// `optional = true` is left out unless chosen; `optional = { default = true }` is taken unless refused.
fn read_optional(fields: &Fields<'_>) -> Option<Optional> {
    let node = fields.node("optional")?;
    match &node.value {
        Value::Truth(true) => Some(Optional { default: false }),
        Value::Truth(false) => None,
        _ => {
            let optional = Fields::of(node, "optional", fields.problems)?;
            let default = optional.truth("default").unwrap_or_default();
            optional.finish();
            Some(Optional { default })
        }
    }
}

fn read_mode(fields: &Fields<'_>, node: &Node) -> Option<ModeRule> {
    let rule = Fields::of(node, "modes", fields.problems)?;
    let glob = rule.required::<Pattern>("glob");
    let mode = rule.required::<Mode>("mode");
    rule.finish();
    Some(ModeRule {
        glob: glob?,
        mode: mode?,
    })
}

/// Puts in what a step may leave out.
fn complete_step(step: &mut Map<String, Json>) {
    let kind = match step.get("kind").and_then(Json::as_str) {
        Some(kind) => kind.to_owned(),
        None => return,
    };
    let mut default = |name: &str, value: Json| {
        step.entry(name).or_insert(value);
    };
    match kind.as_str() {
        "directory" => default("mode", json!("0755")),
        "config-file" => default("mode", json!("0644")),
        "service" => default("stop_seconds", json!(10)),
        "command" => default("timeout_seconds", json!(60)),
        "check" => complete_patience(step),
        _ => {}
    }
    if let Some(Json::Object(ready)) = step.get_mut("ready") {
        complete_patience(ready);
    }
}

/// A check waits half a minute and looks twice a second, unless it says otherwise.
fn complete_patience(check: &mut Map<String, Json>) {
    let within = check.entry("within").or_insert_with(|| json!({}));
    if let Json::Object(within) = within {
        within.entry("seconds").or_insert(json!(30));
        within.entry("every_ms").or_insert(json!(500));
    }
}
