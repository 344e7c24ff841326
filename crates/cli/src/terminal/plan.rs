//! A plan as a person reads it before saying yes.

use sealift_app::data::word;
use sealift_app::layout::{HostPath, WorldRoot};
use sealift_app::plan::{Plan, PlannedStep, UndoClass, Warning};

use serde_json::Value;

use super::{Screen, Tone};

/// Prints the very plan that would run, on the way to its result.
pub(crate) fn show_plan(screen: &Screen, root: &WorldRoot, plan: &Plan) {
    plan_lines(screen, root, plan)
        .iter()
        .for_each(|line| screen.note(line));
}

/// A plan in lines: what, in which order, how each step is taken back, and the room it needs.
pub(crate) fn plan_lines(screen: &Screen, root: &WorldRoot, plan: &Plan) -> Vec<String> {
    let mut lines = vec![heading(screen, plan)];
    lines.extend(plan.steps.iter().map(|step| line(screen, step)));
    for room in &plan.room {
        let (to_do, to_undo) = (
            screen.wording.bytes(room.to_do.value()),
            screen.wording.bytes(room.to_undo.value()),
        );
        let at = root.absolute(&room.at);
        lines.push(screen.say(
            "plan-room",
            &[("at", &at), ("do", &to_do), ("undo", &to_undo)],
        ));
    }
    let mark = screen.tone(Tone::Warning, "!");
    let warnings = plan.warnings.iter();
    lines.extend(warnings.map(|warning| format!("  {mark} {}", describe(screen, root, warning))));
    if plan.has_irreversible_step() {
        lines.push(screen.tone(Tone::Warning, &screen.say("plan-irreversible", &[])));
    }
    if plan.needs_reboot() {
        lines.push(screen.tone(Tone::Warning, &screen.say("plan-reboot", &[])));
    }
    lines
}

fn heading(screen: &Screen, plan: &Plan) -> String {
    let version = |release: &Option<sealift_app::plan::ReleaseRef>| {
        release
            .as_ref()
            .map_or_else(|| "–".to_owned(), |release| release.version.to_string())
    };
    let operation = screen.say(&format!("operation-{}", word(&plan.operation)), &[]);
    let text = screen.say(
        "plan-heading",
        &[
            ("operation", &operation),
            ("product", plan.product.as_str()),
            ("from", &version(&plan.from)),
            ("to", &version(&plan.to)),
            ("steps", &plan.steps.len().to_string()),
        ],
    );
    screen.tone(Tone::Strong, &text)
}

fn line(screen: &Screen, step: &PlannedStep) -> String {
    let own = step.title.in_language(screen.wording.language());
    let kind = word(&step.effect);
    let text = if own.is_empty() {
        screen.say(&format!("effect-{kind}"), &[])
    } else {
        own.into()
    };
    let of = step
        .component
        .as_ref()
        .map_or_else(String::new, |component| format!("{component}: "));
    let undo = match step.undo {
        UndoClass::Exact => screen.tone(Tone::Quiet, &screen.say("undo-exact", &[])),
        UndoClass::Compensating => screen.tone(Tone::Quiet, &screen.say("undo-compensating", &[])),
        UndoClass::None => screen.tone(Tone::Warning, &screen.say("undo-none", &[])),
    };
    let text = sealift_app::plain(&format!("{of}{text} ({})", step.id));
    format!("  {:>3}  {text}  {undo}", step.number)
}

/// A warning in words; its fields are the arguments of the catalogue's text.
fn describe(screen: &Screen, root: &WorldRoot, warning: &Warning) -> String {
    let value = serde_json::to_value(warning).unwrap_or_default();
    let code = value["code"].as_str().unwrap_or("unknown").to_owned();
    let fields = value.as_object().into_iter().flatten();
    let fields: Vec<(String, String)> = fields
        .map(|(name, value)| (name.clone(), told(screen, root, name, value)))
        .collect();
    let arguments: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    screen.say(&format!("warning-{code}"), &arguments)
}

/// A field of a warning: places as the machine calls them, amounts in the unit that fits.
fn told(screen: &Screen, root: &WorldRoot, name: &str, value: &Value) -> String {
    let text = value.as_str().map(str::to_owned);
    match name {
        "path" | "beside" | "at" => serde_json::from_value::<HostPath>(value.clone())
            .map_or_else(|_| text.unwrap_or_default(), |path| root.absolute(&path)),
        "needed" => screen.wording.bytes(value.as_u64().unwrap_or_default()),
        _ => text.unwrap_or_else(|| value.to_string()),
    }
}
