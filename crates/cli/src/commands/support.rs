//! `sealift support-bundle`: shows what would leave the facility, then writes it.

use sealift_app::cases::support;
use sealift_app::{Exit, Failure};

use super::Desk;
use crate::arguments::{Change, SupportBundle};
use crate::files;
use crate::terminal::{Table, confirm};

pub(crate) fn run(desk: &Desk<'_>, bundle: &SupportBundle) -> Result<(), Failure> {
    let facility = desk.facility(&Change::default())?;
    let parts = support::gather(&facility)?;
    let mut table = Table::new(["PART", "BYTES"]);
    for part in &parts {
        table.row([part.name.into(), part.content.to_string().len().to_string()]);
    }
    table.lines().for_each(|line| desk.screen.note(&line));
    if !bundle.yes && !confirm(desk.screen, &desk.screen.say("support-confirm", &[]))? {
        return Err(Failure::new(
            "cancelled",
            Exit::Cancelled,
            desk.screen.say("plan-declined", &[]),
        ));
    }
    files::write(&bundle.out, &support::write(&facility, &parts)?)?;
    desk.screen
        .tell("support-written", &[("file", bundle.out.as_str())]);
    Ok(())
}
