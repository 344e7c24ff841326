//! The plain data that use cases take and give: what crosses into a web view or a JSON document.

mod key;
mod record;
mod release;

pub use key::KeySummary;
pub use record::RecordLine;
pub use release::ReleaseSummary;

/// The stable word that serde writes for an enum: itself, or the field `kind` of a tagged one.
#[must_use]
pub fn word(value: &impl serde::Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    let tag = value.get("kind").unwrap_or(&value);
    tag.as_str().unwrap_or("unknown").to_owned()
}
