//! Settings: each answer against its default. Secrets are named, never shown.

use crate::log::{ABSENT, Log, Row, flat, or_absent, part};
use sealift_audit::{Event, Fact, Record, detail};

pub(crate) struct Configuration {
    pub(crate) anchor: String,
    pub(crate) product: String,
    pub(crate) version: String,
    pub(crate) time: String,
    pub(crate) who: String,
    pub(crate) settings: Vec<Setting>,
}

pub(crate) struct Setting {
    pub(crate) key: String,
    pub(crate) value: String,
    pub(crate) default: String,
    pub(crate) is_changed: bool,
}

/// Every time that answers were set, the newest first.
pub(crate) fn of(log: &Log, secret: &str, withheld: &str) -> Vec<Configuration> {
    let set = log
        .records()
        .rev()
        .filter(|(_, record)| record.event == Event::ConfigurationSet);
    set.map(|(row, record)| configuration(log, row, record, secret, withheld))
        .collect()
}

fn configuration(
    log: &Log,
    row: &Row,
    record: &Record,
    secret: &str,
    withheld: &str,
) -> Configuration {
    let path = format!("details.{}", detail::VALUES);
    let values = log.opened(row, &path);
    let are_withheld = values.is_none() && record.withheld.contains_key(&path);
    let value = |setting: &Fact| {
        if setting.field("secret").and_then(Fact::as_flag) == Some(true) {
            return secret.into();
        }
        let key = setting
            .field("key")
            .and_then(Fact::as_text)
            .unwrap_or_default();
        match values.and_then(|values| values.field(key)) {
            Some(value) => flat(value),
            None if are_withheld => withheld.into(),
            None => ABSENT.into(),
        }
    };
    let settings = record
        .details
        .get(detail::SETTINGS)
        .map_or(&[][..], Fact::as_list);
    let shown = settings.iter().map(|setting| Setting {
        key: part(setting, "key"),
        value: value(setting),
        default: part(setting, "default"),
        is_changed: setting.field("changed").and_then(Fact::as_flag) == Some(true),
    });
    Configuration {
        anchor: row.anchor(),
        product: or_absent(record.subject.product.as_deref()),
        version: or_absent(record.subject.version.as_deref()),
        time: record.time.to_string(),
        who: log.who(row),
        settings: shown.collect(),
    }
}
