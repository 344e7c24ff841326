//! What a vendor's support may see, listed for approval before it is written.

use std::collections::BTreeSet;

use sealift_audit::{Event, Outcome};
use sealift_document::plain;
use serde_json::{Value, json};

use super::{audit, check, depot, status, trust};
use crate::data::RecordLine;
use crate::facility::Facility;
use crate::failure::Failure;

/// Records of the log that go along.
const RECORDS: u64 = 500;

/// What stands for the name of somebody who acted.
const WITHHELD: &str = "[user]";

/// One part of a bundle.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// What it is, for the person who approves.
    pub name: &'static str,
    /// Its content.
    pub content: Value,
}

impl Part {
    /// The fields that it has, or that each of its items has: what a person approves.
    #[must_use]
    pub fn fields(&self) -> Vec<String> {
        let items = match &self.content {
            Value::Array(items) => items.as_slice(),
            one => std::slice::from_ref(one),
        };
        let named = items.iter().filter_map(Value::as_object);
        let fields: BTreeSet<&String> = named.flat_map(|item| item.keys()).collect();
        fields.into_iter().cloned().collect()
    }
}

/// Gathers the parts: versions, machine facts without user names, releases, status, policy, the log's last records
/// without people, each failed one with its code, its message and what its program wrote. Answers, secrets and keys are in
/// none of them.
///
/// # Errors
/// [`Failure`] when the state cannot be read.
pub fn gather(facility: &Facility) -> Result<Vec<Part>, Failure> {
    let mut facts = check::facts(facility)?;
    facts.users = None;
    facts.groups = None;
    let mut records = audit::log(facility, RECORDS, None)?;
    withhold_people(&mut records);
    let releases = depot::list(facility)?;
    let mut installed = status::status(facility, None, false)?;
    if let Some(running) = &mut installed.in_progress {
        running.user = WITHHELD.into();
    }
    let policy = trust::policy(facility.ground())?.policy;
    Ok(vec![
        Part {
            name: "version",
            content: json!(env!("CARGO_PKG_VERSION")),
        },
        Part {
            name: "facts",
            content: json!(facts),
        },
        Part {
            name: "releases",
            content: json!(releases),
        },
        Part {
            name: "status",
            content: json!(installed),
        },
        Part {
            name: "policy",
            content: json!(policy),
        },
        Part {
            name: "records",
            content: json!(records),
        },
    ])
}

/// Takes the names of those who acted out of the records: out of their own fields, and out of what programs wrote.
fn withhold_people(records: &mut [RecordLine]) {
    // Of the superuser everybody knows, and the name is a part of many a path.
    let is_person = |name: &String| name.len() > 2 && name != "root";
    let users = records.iter_mut().filter_map(|record| record.user.take());
    let people: BTreeSet<String> = users.filter(is_person).collect();
    for record in records {
        for text in [&mut record.message, &mut record.output]
            .into_iter()
            .flatten()
        {
            for name in &people {
                *text = text.replace(name.as_str(), WITHHELD);
            }
        }
    }
}

/// The approved parts as one file's bytes, recorded as having left the facility.
///
/// # Errors
/// [`Failure`] when that cannot be recorded.
pub fn write(facility: &Facility, parts: &[Part]) -> Result<Vec<u8>, Failure> {
    let names: Vec<&str> = parts.iter().map(|part| part.name).collect();
    let draft = facility
        .author()
        .draft(Event::SupportBundleWritten, Outcome::Succeeded)
        .detail("parts", plain(&names.join(", ")));
    facility.record(draft)?;
    let parts: serde_json::Map<String, Value> = parts
        .iter()
        .map(|part| (part.name.to_owned(), part.content.clone()))
        .collect();
    let bundle = json!({ "type": "sealift.support-bundle/v1", "parts": parts });
    Ok(serde_json::to_vec_pretty(&bundle).unwrap_or_default())
}
