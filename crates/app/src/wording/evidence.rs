//! What a requirement asked for and what there is, in words.

use sealift_plan::requirements::Evidence;

use super::Wording;

const UNITS: [&str; 5] = ["B", "KiB", "MiB", "GiB", "TiB"];

impl Wording {
    /// A piece of evidence in words.
    #[must_use]
    pub fn evidence(&self, evidence: &Evidence) -> String {
        let say = |key: &str| self.text(key, &[]);
        let with = |text: String, beside: Option<&String>| match beside {
            Some(beside) => format!("{text} ({beside})"),
            None => text,
        };
        match evidence {
            Evidence::Unknown => say("evidence-unknown"),
            Evidence::Nothing => say("evidence-nothing"),
            Evidence::Anything => say("evidence-anything"),
            Evidence::Text { text } => text.clone(),
            Evidence::Names { names } => names.join(", "),
            Evidence::Number { number } => number.to_string(),
            Evidence::Bytes { bytes, at } => with(bytes_in_words(bytes.value()), at.as_ref()),
            Evidence::Version { name, version } => match version {
                Some(version) => format!("{name} {version}"),
                None => name.clone(),
            },
            Evidence::Switch { on } => say(if *on { "evidence-on" } else { "evidence-off" }),
            Evidence::Port { port, held_by } => with(port.to_string(), held_by.as_ref()),
            Evidence::Moment { at } => at.to_string(),
            Evidence::Between { from, until } => format!("{from} – {until}"),
        }
    }
}

/// Three digits at most before the unit, one after the point where it tells something.
fn bytes_in_words(bytes: u64) -> String {
    let mut unit = 0;
    let mut tenths = u128::from(bytes) * 10;
    while tenths >= 10_240 && unit + 1 < UNITS.len() {
        tenths /= 1024;
        unit += 1;
    }
    match tenths % 10 {
        0 => format!("{} {}", tenths / 10, UNITS[unit]),
        tenth => format!("{}.{tenth} {}", tenths / 10, UNITS[unit]),
    }
}

#[cfg(test)]
mod tests {
    use super::bytes_in_words;

    #[test]
    fn bytes_are_told_in_the_unit_that_fits() {
        for (bytes, words) in [
            (0, "0 B"),
            (1023, "1023 B"),
            (1536, "1.5 KiB"),
            (512 << 20, "512 MiB"),
            (10 << 30, "10 GiB"),
        ] {
            assert_eq!(bytes_in_words(bytes), words);
        }
    }
}
