//! `sealift trust`: keys whose releases are accepted here.

use sealift_app::cases::trust::{self, Comparison, NewKey};
use sealift_app::data::KeySummary;
use sealift_app::{Facility, Failure, plain};

use super::Desk;
use crate::arguments::{TrustAdd, TrustCommand};
use crate::files;
use crate::interrupt;
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
            let lock = desk.lock(&facility, "trust remove")?;
            let _work = interrupt::work();
            trust::remove(&facility, &lock, &remove.fingerprint, remove.revoke)?;
            if desk.screen.json {
                desk.screen.document(&serde_json::json!({
                    "fingerprint": remove.fingerprint, "revoked": remove.revoke,
                }));
            } else {
                desk.screen
                    .tell("trust-removed", &[("fingerprint", &remove.fingerprint)]);
            }
            Ok(())
        }
    }
}

fn add(desk: &Desk<'_>, add: &TrustAdd) -> Result<(), Failure> {
    let file = files::read_text(&add.key)?;
    trust::look_at_key(&file)?;
    let (fingerprint, compared) = match &add.fingerprint {
        Some(fingerprint) => (fingerprint.clone(), Comparison::Given),
        None => (compare(desk)?, Comparison::Typed),
    };
    let facility = desk.facility(&add.change)?;
    let new = NewKey {
        file: &file,
        fingerprint: &fingerprint,
        compared,
        products: &add.product,
    };
    let lock = desk.lock(&facility, "trust add")?;
    let _work = interrupt::work();
    let (told, key) = match trust::add(&facility, &lock, &new) {
        Ok(added) if added.products == ["*"] => ("trust-added-everything", added),
        Ok(added) => ("trust-added", added),
        Err(failure) => match same(&facility, &new, &failure)? {
            Some(known) => ("trust-already", known),
            None => return Err(failure),
        },
    };
    if desk.screen.json {
        desk.screen.document(&key);
    } else {
        let products = key.products.join(", ");
        let arguments = [("fingerprint", &*key.grouped), ("products", &products)];
        desk.screen.tell(told, &arguments);
    }
    Ok(())
}

/// The key as it is trusted here already, for the very products that were named: then nothing needs to be done.
fn same(
    facility: &Facility,
    new: &NewKey<'_>,
    failure: &Failure,
) -> Result<Option<KeySummary>, Failure> {
    if failure.code != "trust-key-already-trusted" {
        return Ok(None);
    }
    let fingerprint = trust::look_at_key(new.file)?.fingerprint;
    let known = trust::list(facility)?
        .into_iter()
        .find(|key| key.fingerprint == fingerprint);
    Ok(known.filter(|key| {
        key.products == new.products || (new.products.is_empty() && key.products == ["*"])
    }))
}

/// Has a person type the fingerprint from paper: a yes is said too easily.
fn compare(desk: &Desk<'_>) -> Result<String, Failure> {
    let screen = desk.screen;
    // Nobody at the terminal means nobody who compared.
    if !screen.is_attended() {
        confirm(screen, &screen.say("trust-compare", &[]))?;
    }
    screen.tell("trust-compare", &[]);
    let prompt = screen.say("trust-type-fingerprint", &[]);
    let question = Question {
        prompt: &prompt,
        default: None,
        secret: false,
    };
    ask(screen, &question)
}

/// `sealift policy show`: the rules in force and where they lie.
pub(crate) fn policy(desk: &Desk<'_>) -> Result<(), Failure> {
    let facility = desk.reading()?;
    let shown = trust::policy(facility.ground())?;
    desk.screen.tell("policy-lies", &[("file", &shown.file)]);
    desk.screen.document(&shown.policy);
    Ok(())
}

fn list(desk: &Desk<'_>) -> Result<(), Failure> {
    let keys = trust::list(&desk.reading()?)?;
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
    let screen = desk.screen;
    let label = |key: &str| screen.say(key, &[]);
    let mut table = Table::new([&label("column-fingerprint"), &key.grouped]);
    table.row([label("label-words"), key.words.join(" ")]);
    table.row([label("label-key-id"), key.key_id.clone()]);
    if !key.products.is_empty() {
        table.row([label("label-products"), key.products.join(", ")]);
    }
    if let (Some(by), Some(at)) = (&key.added_by, &key.added_at) {
        let added = screen.say("trust-added-by", &[("at", at), ("by", by)]);
        table.row([label("label-added"), plain(&added)]);
    }
    table.lines().for_each(|line| screen.result(&line));
}
