//! Plans, findings and events in the reader's words. The texts are those of the one catalogue.

use sealift_app::data::word;
use sealift_app::plan::{Effect, PlannedStep, Warning};
use sealift_app::{Failure, Wording};
use sealift_document::Text;

use crate::data::{StepView, Trouble, WarningView};

/// A vendor's own text in the reader's language, or the catalogue's text for a key.
pub(crate) fn own_or(wording: &Wording, own: &Text, key: &str) -> String {
    let said = own.in_language(wording.language());
    if said.is_empty() {
        wording.text(key, &[])
    } else {
        sealift_app::plain(said)
    }
}

/// A step as a person reads it before saying yes.
pub(crate) fn step(wording: &Wording, step: &PlannedStep) -> StepView {
    let kind = word(&step.effect);
    let undo = word(&step.undo);
    StepView {
        number: step.number,
        title: own_or(wording, &step.title, &format!("effect-{kind}")),
        object: object(&step.effect),
        component: step.component.as_ref().map(ToString::to_string),
        verb: verb(&step.effect).into(),
        undo_text: wording.text(&format!("undo-{undo}"), &[]),
        undo,
        irreversible: step.irreversible,
        reboot: step.reboot,
    }
}

/// What kind of change an effect is, for a mark beside it.
const fn verb(effect: &Effect) -> &'static str {
    match effect {
        Effect::PlaceTree(_)
        | Effect::KeepSecrets { .. }
        | Effect::EnsureDirectory { .. }
        | Effect::CreateUser { .. }
        | Effect::PlaceService { previous: None, .. } => "create",
        Effect::Backup { .. } | Effect::RemoveDirectoryIfEmpty { .. } => "keep",
        Effect::PlaceSymlink { .. }
        | Effect::RenderFile(_)
        | Effect::PlaceService { .. }
        | Effect::RestoreBackup { .. } => "replace",
        Effect::RemoveFile { .. }
        | Effect::RemoveSecrets { .. }
        | Effect::RemoveLink { .. }
        | Effect::RemoveService { .. }
        | Effect::RetireTree { .. }
        | Effect::RetireData { .. } => "remove",
        Effect::StopService { .. } => "stop",
        Effect::StartService { .. } => "start",
        Effect::RunCommand { .. } => "run",
        Effect::Activate { .. } | Effect::Deactivate { .. } => "switch",
        Effect::Check(_) => "check",
    }
}

/// What an effect is done to: its fields of these names, in this order, say it best.
fn object(effect: &Effect) -> String {
    let value = serde_json::to_value(effect).unwrap_or_default();
    let at = |path: &str| value.pointer(path).and_then(|found| found.as_str());
    let found = [
        "/path",
        "/at",
        "/release",
        "/switch",
        "/unit",
        "/service/unit",
        "/to",
        "/into",
        "/name",
    ]
    .into_iter()
    .find_map(at);
    let program = || at("/invocation/program").or_else(|| at("/invocation/command/0"));
    sealift_app::plain(found.or_else(program).unwrap_or_default())
}

/// A warning in words; its fields are the arguments of the catalogue's text.
pub(crate) fn warning(wording: &Wording, warning: &Warning) -> WarningView {
    let value = serde_json::to_value(warning).unwrap_or_default();
    let code = value["code"].as_str().unwrap_or("unknown").to_owned();
    let text = |value: &serde_json::Value| {
        value
            .as_str()
            .map_or_else(|| value.to_string(), ToOwned::to_owned)
    };
    let fields: Vec<(&String, String)> = value
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, value)| (name, text(value)))
        .collect();
    let arguments: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    WarningView {
        message: sealift_app::plain(&wording.text(&format!("warning-{code}"), &arguments)),
        code,
    }
}

/// A problem within a run in words.
pub(crate) fn trouble(wording: &Wording, problem: &sealift_app::events::Problem) -> Trouble {
    Trouble {
        message: wording.text(&problem.code, &[]),
        detail: wording.problem(problem),
        remedy: wording.remedy(&problem.code),
        code: problem.code.clone(),
    }
}

/// A failure in words, where there is one.
pub(crate) fn explained(
    wording: &Wording,
    failure: Option<&Failure>,
) -> Option<sealift_app::Explained> {
    failure.map(|failure| wording.explain(failure))
}
