//! `sealift inspect`: what a volume says of itself.

use sealift_app::cases::document;
use sealift_app::{Exit, Failure, plain};
use sealift_vendor::{InspectError, Inspection};
use serde_json::{Value, json};

use super::vendor::{exit_of, follow};
use super::{Desk, target};
use crate::arguments::Inspect;
use crate::terminal::{Screen, Table};

pub(crate) fn inspect(desk: &Desk<'_>, inspect: &Inspect) -> Result<(), Failure> {
    let inspection = follow(desk, |watch| {
        sealift_vendor::inspect(inspect.volume.as_std_path(), watch)
    });
    let inspection = inspection.map_err(unreadable)?;
    if let Some(id) = &inspect.document {
        return show_document(desk, inspect, &inspection, id);
    }
    if desk.screen.json {
        desk.screen.document(&serde_json::json!({
            "manifest": inspection.manifest,
            "manifestSha256": inspection.manifest_sha256,
            "signers": inspection.signers.iter().map(|signer| signer.fingerprint).collect::<Vec<_>>(),
            "volume": inspection.hint,
            "chunksHere": inspection.chunks_here,
            "damaged": inspection.damaged,
        }));
        return Ok(());
    }
    describe(desk, &inspection);
    if inspect.files {
        list_files(desk, &inspection);
    }
    Ok(())
}

/// Shows a paper as it lies in the volume, believing as little of it as of the rest.
fn show_document(
    desk: &Desk<'_>,
    inspect: &Inspect,
    inspection: &Inspection,
    id: &str,
) -> Result<(), Failure> {
    document::named(&inspection.manifest.documents, id)?;
    let volume = inspect.volume.as_std_path();
    let found = follow(desk, |watch| {
        sealift_vendor::document(volume, inspection, id, watch)
    });
    let found = found.map_err(unreadable)?;
    let text = found.ok_or_else(|| {
        Failure::new(
            "document-elsewhere",
            Exit::ReleaseIncomplete,
            &inspect.volume,
        )
    })?;
    desk.screen.tell("inspect-unbelieved", &[]);
    target::show_document(desk, id, &document::readable(&text));
    Ok(())
}

fn unreadable(error: InspectError) -> Failure {
    let code = error.code();
    Failure::of(code, exit_of(code, Exit::PackageRefused), &error)
}

fn describe(desk: &Desk<'_>, inspection: &Inspection) {
    let screen = desk.screen;
    screen.tell("inspect-unbelieved", &[]);
    let mut table = Table::new([
        &screen.say("label-product", &[]),
        inspection.manifest.product.as_str(),
    ]);
    for (key, value) in told(screen, inspection) {
        table.row([screen.say(key, &[]), plain(&value)]);
    }
    table.lines().for_each(|line| screen.result(&line));
}

/// What a volume says of itself, each under the key of its label.
fn told(screen: &Screen, inspection: &Inspection) -> Vec<(&'static str, String)> {
    let (manifest, language) = (&inspection.manifest, screen.wording.language());
    let platforms: Vec<String> = manifest
        .platforms
        .iter()
        .map(|platform| screen.wording.platform(*platform))
        .collect();
    let version = screen.say(
        "inspect-version",
        &[
            ("version", &manifest.version.to_string()),
            ("sequence", &manifest.sequence.to_string()),
        ],
    );
    let volume = screen.say(
        "inspect-volume",
        &[
            ("number", &inspection.hint.number.to_string()),
            ("count", &inspection.hint.count.to_string()),
        ],
    );
    let (bytes, chunks) = (
        screen.wording.bytes(inspection.bytes),
        inspection.chunks_here.to_string(),
    );
    let size = screen.say("inspect-size", &[("bytes", &bytes), ("chunks", &chunks)]);
    let (bytes, files) = (
        screen.wording.bytes(manifest.totals.raw_bytes.value()),
        manifest.totals.files.to_string(),
    );
    let holds = screen.say("inspect-holds", &[("files", &files), ("bytes", &bytes)]);
    let mut told = vec![
        ("label-name", manifest.name.in_language(language).to_owned()),
        ("label-vendor", manifest.vendor.name.clone()),
        ("label-version", version),
        ("label-issued", manifest.issued.to_string()),
        ("label-platforms", platforms.join(", ")),
        ("label-manifest", inspection.manifest_sha256.to_string()),
        ("label-volume", volume),
        ("label-size", size),
        ("label-holds", holds),
    ];
    for signer in &inspection.signers {
        let signer = format!("{} ({})", signer.fingerprint, signer.comment);
        told.push(("label-signed-by", signer));
    }
    for component in &manifest.components {
        let key = if component.optional.is_some() {
            "inspect-optional-component"
        } else {
            "inspect-component"
        };
        let title = component.title.in_language(language);
        let component = screen.say(key, &[("id", component.id.as_str()), ("title", title)]);
        told.push(("label-component", component));
    }
    told.extend(terms(screen, inspection));
    for damaged in &inspection.damaged {
        told.push(("label-damaged", damaged.to_string()));
    }
    told
}

/// What decides whether and how the release can be installed.
fn terms(screen: &Screen, inspection: &Inspection) -> Vec<(&'static str, String)> {
    let (manifest, language) = (&inspection.manifest, screen.wording.language());
    let mut told = Vec::new();
    for base in &inspection.hint.bases {
        let version = base.version.to_string();
        told.push((
            "label-base",
            screen.say("inspect-base", &[("version", &version)]),
        ));
    }
    let expires = manifest.expires.as_ref().map(ToString::to_string);
    told.extend(expires.map(|expires| ("label-expires", expires)));
    told.push(("label-floor", manifest.rollback_index.to_string()));
    for requirement in &manifest.requirements {
        let own = requirement.title.in_language(language);
        told.push(("label-requires", required(screen, own, &json!(requirement))));
    }
    let schema = manifest.configuration.iter().map(|form| json!(form));
    for key in schema.flat_map(|form| keys_of(&form["schema"], "")) {
        told.push(("label-asks", key));
    }
    for component in &manifest.components {
        for step in &component.steps {
            let title = step.title.in_language(language);
            let step = step_of(screen, title, &json!(step));
            told.push(("label-step", format!("{}: {step}", component.id)));
        }
    }
    for paper in &manifest.documents {
        let title = paper.title.in_language(language);
        let size = screen.wording.bytes(paper.bytes.value());
        told.push(("label-document", format!("{}: {title} ({size})", paper.id)));
    }
    told
}

/// A requirement in a line: the vendor's words or ours, and what is asked for.
fn required(screen: &Screen, own: &str, requirement: &Value) -> String {
    let kind = requirement["kind"].as_str().unwrap_or_default();
    let title = if own.is_empty() {
        screen.say(&format!("requirement-{kind}"), &[])
    } else {
        own.to_owned()
    };
    let is_amount = |name: &str| name == "at-least" && matches!(kind, "memory" | "disk");
    let asked = requirement.as_object().into_iter().flatten();
    let asked =
        asked.filter(|(name, _)| !["id", "kind", "title", "remedy"].contains(&name.as_str()));
    let asked: Vec<String> = asked
        .map(|(name, value)| match (value.as_u64(), value.as_str()) {
            (Some(bytes), _) if is_amount(name) => {
                format!("{name} {}", screen.wording.bytes(bytes))
            }
            (_, Some(text)) => format!("{name} {text}"),
            _ => format!("{name} {value}"),
        })
        .collect();
    format!("{title}: {}", asked.join(", "))
}

/// A step in a line: what it does, and how it is taken back.
fn step_of(screen: &Screen, own: &str, step: &Value) -> String {
    let kind = step["kind"].as_str().unwrap_or_default();
    let id = step["id"].as_str().unwrap_or_default();
    let title = if own.is_empty() { kind } else { own };
    let has_undo = step.get("undo").is_some_and(|undo| !undo.is_null());
    let undo = match kind {
        _ if step["irreversible"] == true => "undo-none",
        "command" if !has_undo => "undo-none",
        "command" | "service" | "user" => "undo-compensating",
        _ => "undo-exact",
    };
    format!("{title} ({id}), {}", screen.say(undo, &[]))
}

/// The dotted names of the questions in a form, sections opened.
fn keys_of(schema: &Value, within: &str) -> Vec<String> {
    let questions = schema["properties"].as_object().into_iter().flatten();
    let named = questions.map(|(name, question)| match within {
        "" => (name.clone(), question),
        _ => (format!("{within}.{name}"), question),
    });
    named
        .flat_map(|(key, question)| match question["properties"].is_object() {
            true => keys_of(question, &key),
            false => vec![key],
        })
        .collect()
}

fn list_files(desk: &Desk<'_>, inspection: &Inspection) {
    let label = desk.screen.say("label-link", &[]);
    for component in inspection.index.components() {
        for file in &component.tree.files {
            desk.screen.result(&plain(&format!(
                "{} {:>12} {}/{}",
                file.mode, file.bytes, component.id, file.path
            )));
        }
        for link in &component.tree.symlinks {
            desk.screen.result(&plain(&format!(
                "{label:<17} {}/{} -> {}",
                component.id, link.path, link.target
            )));
        }
    }
}
