//! A plan as a person reads it before saying yes.

use sealift_app::data::word;
use sealift_app::plan::{Plan, PlannedStep, UndoClass, Warning};

use super::{Screen, Tone};

/// Prints the very plan that would run: what, in which order, how each step is taken back, and the room it needs.
pub(crate) fn show_plan(screen: &Screen, plan: &Plan) {
    screen.note(&heading(screen, plan));
    for step in &plan.steps {
        screen.note(&line(screen, step));
    }
    for room in &plan.room {
        let (to_do, to_undo) = (
            screen.wording.bytes(room.to_do.value()),
            screen.wording.bytes(room.to_undo.value()),
        );
        screen.tell(
            "plan-room",
            &[("at", room.at.as_str()), ("do", &to_do), ("undo", &to_undo)],
        );
    }
    for warning in &plan.warnings {
        screen.note(&format!(
            "  {} {}",
            screen.tone(Tone::Warning, "!"),
            describe(screen, warning)
        ));
    }
    if plan.has_irreversible_step() {
        screen.note(&screen.tone(Tone::Warning, &screen.say("plan-irreversible", &[])));
    }
    if plan.needs_reboot() {
        screen.note(&screen.tone(Tone::Warning, &screen.say("plan-reboot", &[])));
    }
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
fn describe(screen: &Screen, warning: &Warning) -> String {
    let value = serde_json::to_value(warning).unwrap_or_default();
    let code = value["code"].as_str().unwrap_or("unknown").to_owned();
    let fields: Vec<(String, String)> = value
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, value)| {
            (
                name.clone(),
                value
                    .as_str()
                    .map_or_else(|| value.to_string(), ToOwned::to_owned),
            )
        })
        .collect();
    let arguments: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    screen.say(&format!("warning-{code}"), &arguments)
}
