//! `sealift audit`: read, export and verify the log.

use sealift_app::cases::audit::{self, Form, HeldTexts};
use sealift_app::{Failure, plain};

use super::Desk;
use crate::arguments::{AuditCommand, AuditExport, AuditVerify, Change, ExportFormat};
use crate::files;
use crate::interrupt;
use crate::terminal::{Table, Tone};

pub(crate) fn run(desk: &Desk<'_>, command: &AuditCommand) -> Result<(), Failure> {
    match command {
        AuditCommand::Log { last, product } => log(desk, *last, product.as_deref()),
        AuditCommand::Export(export) => self::export(desk, export),
        AuditCommand::Verify(verify) => self::verify(desk, verify),
        AuditCommand::Checkpoint { key, out } => {
            let facility = desk.facility(&Change::default())?;
            let text = if *key {
                audit::log_key(&facility)
            } else {
                audit::checkpoint(&facility)?
            };
            let text = format!("{}\n", text.trim_end_matches('\n'));
            match out {
                Some(out) => files::write(out, text.as_bytes()),
                None => {
                    desk.screen.result(text.trim_end_matches('\n'));
                    Ok(())
                }
            }
        }
    }
}

fn log(desk: &Desk<'_>, last: u64, product: Option<&str>) -> Result<(), Failure> {
    let records = audit::log(&desk.facility(&Change::default())?, last, product)?;
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

fn export(desk: &Desk<'_>, export: &AuditExport) -> Result<(), Failure> {
    let form = match export.format {
        ExportFormat::Json => Form::Json,
        ExportFormat::Html => Form::Html,
    };
    let facility = desk.facility(&Change::default())?;
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
        checkpoint: verify
            .checkpoint
            .as_deref()
            .map(files::read_text)
            .transpose()?,
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
