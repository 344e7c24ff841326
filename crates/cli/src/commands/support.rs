//! `sealift support-bundle`: shows what would leave the facility, then writes it.

use sealift_app::cases::support;
use sealift_app::{Exit, Failure, plain};

use super::Desk;
use crate::arguments::{Change, SupportBundle};
use crate::files;
use crate::interrupt;
use crate::terminal::{Table, confirm};

pub(crate) fn run(desk: &Desk<'_>, bundle: &SupportBundle) -> Result<(), Failure> {
    let facility = desk.facility(&Change::default())?;
    let parts = support::gather(&facility)?;
    let mut table = Table::headed(desk.screen, ["column-part", "column-size", "column-fields"]);
    for part in &parts {
        let bytes = part.content.to_string().len() as u64;
        table.row([
            part.name.into(),
            desk.screen.wording.bytes(bytes),
            plain(&part.fields().join(", ")),
        ]);
    }
    table.lines().for_each(|line| desk.screen.note(&line));
    if !bundle.yes && !confirm(desk.screen, &desk.screen.say("support-confirm", &[]))? {
        return Err(Failure::new(
            "cancelled",
            Exit::Cancelled,
            desk.screen.say("plan-declined", &[]),
        ));
    }
    let _work = interrupt::work();
    let bytes = support::write(&facility, &parts)?;
    files::write(&bundle.out, &bytes)?;
    if desk.screen.json {
        let parts: Vec<_> = parts.iter().map(|part| part.name).collect();
        desk.screen.document(&serde_json::json!({
            "file": bundle.out, "bytes": bytes.len(), "parts": parts,
        }));
    } else {
        desk.screen
            .tell("support-written", &[("file", bundle.out.as_str())]);
    }
    Ok(())
}
