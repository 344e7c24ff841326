//! `sealift trust`: keys whose releases are accepted here.

use sealift_app::Failure;
use sealift_app::cases::trust::{self, Comparison, NewKey};
use sealift_app::data::KeySummary;

use super::Desk;
use crate::arguments::{Change, TrustAdd, TrustCommand};
use crate::files;
use crate::terminal::{Question, Table, ask, confirm};

pub(crate) fn run(desk: &Desk<'_>, command: &TrustCommand) -> Result<(), Failure> {
    match command {
        TrustCommand::Add(add) => self::add(desk, add),
        TrustCommand::List => list(desk),
        TrustCommand::Fingerprint { key } => {
            show_key(desk, &trust::look_at_key(&files::read_text(key)?)?);
            Ok(())
        }
        TrustCommand::Remove(remove) => {
            let facility = desk.facility(&remove.change)?;
            trust::remove(&facility, &remove.fingerprint, remove.revoke)?;
            desk.screen
                .tell("trust-removed", &[("fingerprint", &remove.fingerprint)]);
            Ok(())
        }
    }
}

fn add(desk: &Desk<'_>, add: &TrustAdd) -> Result<(), Failure> {
    let file = files::read_text(&add.key)?;
    let key = trust::look_at_key(&file)?;
    let (fingerprint, compared) = match &add.fingerprint {
        Some(fingerprint) => (fingerprint.clone(), Comparison::Given),
        None => (compare(desk, &key)?, Comparison::Typed),
    };
    let facility = desk.facility(&add.change)?;
    let new = NewKey {
        file: &file,
        fingerprint: &fingerprint,
        compared,
        products: &add.product,
    };
    let added = trust::add(&facility, &new)?;
    if desk.screen.json {
        desk.screen.document(&added);
    } else {
        desk.screen
            .tell("trust-added", &[("fingerprint", &added.grouped)]);
    }
    Ok(())
}

/// Shows the fingerprint and has a person type it from paper: a yes is said too easily.
fn compare(desk: &Desk<'_>, key: &KeySummary) -> Result<String, Failure> {
    let screen = desk.screen;
    // Nobody at the terminal means nobody who compared.
    if !screen.is_attended() {
        confirm(screen, &screen.say("trust-compare", &[]))?;
    }
    screen.tell("trust-compare", &[]);
    let _ = key;
    ask(&Question {
        prompt: &screen.say("trust-type-fingerprint", &[]),
        default: None,
        secret: false,
    })
}

/// `sealift policy show`: the rules in force and where they lie.
pub(crate) fn policy(desk: &Desk<'_>) -> Result<(), Failure> {
    let facility = desk.facility(&Change::default())?;
    let shown = trust::policy(&facility)?;
    desk.screen.tell("policy-lies", &[("file", &shown.file)]);
    desk.screen.document(&shown.policy);
    Ok(())
}

fn list(desk: &Desk<'_>) -> Result<(), Failure> {
    let keys = trust::list(&desk.facility(&Change::default())?)?;
    if desk.screen.json {
        desk.screen.document(&keys);
        return Ok(());
    }
    if keys.is_empty() {
        desk.screen.tell("trust-none", &[]);
    }
    for key in &keys {
        show_key(desk, key);
    }
    Ok(())
}

fn show_key(desk: &Desk<'_>, key: &KeySummary) {
    if desk.screen.json {
        desk.screen.document(key);
        return;
    }
    let mut table = Table::new(["FINGERPRINT", &key.grouped]);
    table.row(["words".into(), key.words.join(" ")]);
    table.row(["key id".into(), key.key_id.clone()]);
    if !key.products.is_empty() {
        table.row(["products".into(), key.products.join(", ")]);
    }
    if let (Some(by), Some(at)) = (&key.added_by, &key.added_at) {
        table.row(["added".into(), format!("{at} by {by}")]);
    }
    table.lines().for_each(|line| desk.screen.result(&line));
}
