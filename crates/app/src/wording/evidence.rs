//! What a requirement asked for and what there is, in words.

use sealift_plan::requirements::Evidence;

use super::Wording;

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
            Evidence::Text { text } => self.phrase(text),
            Evidence::Names { names } => {
                let names: Vec<String> = names.iter().map(|name| self.phrase(name)).collect();
                names.join(", ")
            }
            Evidence::Number { number } => number.to_string(),
            Evidence::Bytes { bytes, at } => with(self.bytes(bytes.value()), at.as_ref()),
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
