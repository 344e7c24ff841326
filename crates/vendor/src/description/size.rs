//! Sizes as people write them.

use serde_json::{Map, Value as Json};

/// Lets requirements on memory and disks say `"512 MiB"`.
pub(super) fn in_requirement(fields: &mut Map<String, Json>) {
    let measured = matches!(
        fields.get("kind").and_then(Json::as_str),
        Some("memory" | "disk")
    );
    if let Some(size) = fields.get_mut("at-least").filter(|_| measured)
        && let Some(bytes) = size.as_str().and_then(parse)
    {
        *size = Json::from(bytes);
    }
}

/// Reads `512 MiB`, `4GiB`; binary units alone.
fn parse(text: &str) -> Option<u64> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let shift = match &text[digits.len()..] {
        "B" => 0,
        "KiB" => 10,
        "MiB" => 20,
        "GiB" => 30,
        "TiB" => 40,
        _ => return None,
    };
    let number: u64 = digits.trim_end().parse().ok()?;
    number.checked_mul(1 << shift)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_size_is_a_number_and_a_binary_unit() {
        assert_eq!(parse("512 MiB"), Some(512 << 20));
        assert_eq!(parse("4GiB"), Some(4 << 30));
        for bad in ["512", "1.5 GiB", "4 GB", "-1 KiB", "99999999 TiB", ""] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }
}
