//! `sealift audit`: read, export and verify the log.

use camino::Utf8Path;
use std::collections::BTreeMap;

use sealift_app::cases::audit::{self, Form, HeldTexts};
use sealift_app::cases::record;
use sealift_app::{Failure, plain};

use super::Desk;
use crate::arguments::{AuditCommand, AuditExport, AuditVerify, Change, ExportFormat};
use crate::files;
use crate::interrupt;
use crate::terminal::{Table, Tone};

pub(crate) fn run(desk: &Desk<'_>, command: &AuditCommand) -> Result<(), Failure> {
    match command {
        AuditCommand::Log { last, product } => log(desk, *last, product.as_deref()),
        AuditCommand::Show { number } => show(desk, *number),
        AuditCommand::Export(export) => self::export(desk, export),
        AuditCommand::Verify(verify) => self::verify(desk, verify),
        AuditCommand::RotateKey { change, out } => rotate_key(desk, change, out.as_deref()),
        AuditCommand::Checkpoint { key, trail, out } => {
            let facility = desk.reading()?;
            let text = if *key {
                audit::log_key(&facility)
            } else if *trail {
                audit::checkpoint_trail(&facility)?
            } else {
                audit::checkpoint(&facility)?
            };
            let what = if *key { "key" } else { "checkpoint" };
            hand_over(desk, what, &text, out.as_deref())
        }
    }
}

/// Writes what is to be kept elsewhere to a file or to the terminal.
fn hand_over(
    desk: &Desk<'_>,
    what: &str,
    text: &str,
    out: Option<&Utf8Path>,
) -> Result<(), Failure> {
    let text = text.trim_end_matches('\n');
    if let Some(out) = out {
        files::write(out, format!("{text}\n").as_bytes())?;
    }
    if desk.screen.json {
        let text = format!("{text}\n");
        desk.screen
            .document(&serde_json::json!({ what: text, "file": out }));
    } else if out.is_none() {
        desk.screen.result(text);
    }
    Ok(())
}

fn rotate_key(desk: &Desk<'_>, change: &Change, out: Option<&Utf8Path>) -> Result<(), Failure> {
    let facility = desk.facility(change)?;
    let lock = desk.lock(&facility, "audit rotate-key")?;
    let key = audit::rotate_key(&facility, &lock)?;
    desk.screen.tell("audit-key-rotated", &[]);
    hand_over(desk, "key", &key, out)
}

fn log(desk: &Desk<'_>, last: u64, product: Option<&str>) -> Result<(), Failure> {
    let records = audit::log(&desk.reading()?, last, product)?;
    if desk.screen.json {
        desk.screen.document(&records);
        return Ok(());
    }
    let mut table = Table::headed(
        desk.screen,
        [
            "column-number",
            "column-time",
            "column-event",
            "column-outcome",
            "column-what",
            "column-who",
        ],
    );
    for record in records {
        let what = [record.product, record.version, record.step]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ");
        table.row([
            record.sequence.to_string(),
            record.time,
            record.event,
            record.outcome,
            plain(&what),
            plain(&record.user.unwrap_or_default()),
        ]);
    }
    table.lines().for_each(|line| desk.screen.result(&line));
    Ok(())
}

fn show(desk: &Desk<'_>, number: u64) -> Result<(), Failure> {
    let found = record::record(&desk.reading()?, number)?;
    let record = &found.record;
    let fields = record::fields(record, &found.openings);
    if desk.screen.json {
        let fields: BTreeMap<_, _> = fields.into_iter().collect();
        desk.screen.document(&serde_json::json!({
            "sequence": found.sequence,
            "time": record.time.to_string(),
            "event": record.event.to_string(),
            "outcome": record.outcome.code(),
            "operation": record.operation,
            "subject": record.subject,
            "fields": fields,
            "leafSha256": found.leaf_hash.to_string(),
            "proven": found.is_proven,
        }));
        return Ok(());
    }
    let title = format!("event-{}", record.event.code());
    let head = [
        number.to_string(),
        record.time.to_string(),
        desk.screen.say(&title, &[]),
        record.outcome.code().to_owned(),
    ];
    desk.screen.result(&head.join("  "));
    let subject = &record.subject;
    let parts = [
        &subject.product,
        &subject.version,
        &subject.component,
        &subject.step,
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .flatten()
        .map(|part| plain(part))
        .collect();
    if !parts.is_empty() {
        desk.screen.result(&parts.join(" "));
    }
    for (name, value) in fields {
        lines_of(&name, &value).for_each(|line| desk.screen.result(&line));
    }
    let (size, root) = found.checkpoint;
    let key = if found.is_proven {
        "record-proven"
    } else {
        "record-not-proven"
    };
    let (size, root) = (size.to_string(), root.to_string());
    desk.screen
        .result(&desk.screen.say(key, &[("size", &size), ("root", &root)]));
    Ok(())
}

/// A field on one line, or below its name where its text has several.
fn lines_of(name: &str, value: &str) -> impl Iterator<Item = String> {
    let mut lines: Vec<String> = value.lines().map(plain).collect();
    if lines.len() > 1 {
        lines.iter_mut().for_each(|line| line.insert_str(0, "    "));
        lines.insert(0, format!("  {name}:"));
    } else {
        lines = vec![format!("  {name}: {}", lines.concat())];
    }
    lines.into_iter()
}

fn export(desk: &Desk<'_>, export: &AuditExport) -> Result<(), Failure> {
    let form = match export.format {
        ExportFormat::Json => Form::Json,
        ExportFormat::Html => Form::Html,
    };
    let facility = desk.reading()?;
    let _work = interrupt::work();
    let bytes = audit::export(
        &facility,
        form,
        export.redact,
        desk.screen.wording.language(),
    )?;
    files::write(&export.out, &bytes)?;
    if desk.screen.json {
        desk.screen
            .document(&serde_json::json!({ "file": export.out, "bytes": bytes.len() }));
    } else {
        desk.screen
            .tell("audit-exported", &[("file", export.out.as_str())]);
    }
    Ok(())
}

fn verify(desk: &Desk<'_>, verify: &AuditVerify) -> Result<(), Failure> {
    let held = HeldTexts {
        log_key: verify
            .log_key
            .as_deref()
            .map(files::read_text)
            .transpose()?,
        checkpoints: verify
            .checkpoint
            .iter()
            .map(|path| files::read_text(path))
            .collect::<Result<_, _>>()?,
        clock_reviewed_to: verify.clock_reviewed_to,
    };
    let verification = audit::verify(&files::read(&verify.file)?, &held)?;
    let screen = desk.screen;
    if screen.json {
        screen.document(&verification);
    } else {
        let tone = if verification.exit_code() == 0 {
            Tone::Good
        } else {
            Tone::Bad
        };
        screen.result(&screen.tone(tone, verification.headline()));
        let meaning = verification.verdict.code().to_lowercase();
        screen.tell(&format!("verdict-{meaning}"), &[]);
        let size = verification.size.to_string();
        screen.tell(
            "audit-verified",
            &[("records", &size), ("site", verification.site.as_str())],
        );
    }
    match audit::failure_of(&verification) {
        // The document already says it all.
        Some(failure) if screen.json => Err(failure.told()),
        Some(failure) => Err(failure),
        None => Ok(()),
    }
}
