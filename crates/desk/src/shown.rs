//! What a person was shown before letting it leave the site.

use std::sync::{Mutex, PoisonError};

use sealift_app::cases::support::Part;
use sealift_app::{Exit, Failure};
use sealift_document::Digest;

/// The parts of a file for support as they were shown last: what is written is that, and nothing that was gathered anew,
/// of which nobody has seen a word.
#[derive(Debug, Default)]
pub struct Shown(Mutex<Option<(Digest, Vec<Part>)>>);

impl Shown {
    /// Keeps what is shown in the place of what was shown before; its digest names it.
    pub(crate) fn keep(&self, parts: Vec<Part>) -> Digest {
        let digest = digest(&parts);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((digest, parts));
        digest
    }

    /// What was shown under this digest.
    ///
    /// # Errors
    /// [`Failure`] `support-not-shown` when it is not at hand, or not any more.
    pub(crate) fn parts(&self, digest: &str) -> Result<Vec<Part>, Failure> {
        let shown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &*shown {
            Some((kept, parts)) if kept.to_string() == digest => Ok(parts.clone()),
            _ => Err(Failure::new("support-not-shown", Exit::Usage, "")),
        }
    }
}

fn digest(parts: &[Part]) -> Digest {
    let named = parts.iter().map(|part| (part.name, &part.content));
    let bytes = serde_json::to_vec(&named.collect::<Vec<_>>());
    Digest::of(&bytes.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn parts(content: &str) -> Vec<Part> {
        let content = json!(content);
        vec![Part {
            name: "records",
            content,
        }]
    }

    #[test]
    fn only_what_was_shown_last_can_be_let_out() {
        let shown = Shown::default();
        let nothing = digest(&parts("one")).to_string();
        let refused = shown.parts(&nothing).expect_err("nothing was shown");
        assert_eq!(refused.code, "support-not-shown");
        let first = shown.keep(parts("one")).to_string();
        assert_eq!(shown.parts(&first), Ok(parts("one")));
        let second = shown.keep(parts("two")).to_string();
        assert_eq!(shown.parts(&second), Ok(parts("two")));
        assert!(shown.parts(&first).is_err());
    }
}
