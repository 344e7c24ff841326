//! Salted commitments: what a report may have to withhold is proven without being shown (threat A19).

use crate::fact::Fact;
use sealift_document::{Digest, DocumentError, Hasher, to_canonical};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Openings by the path of the field, such as `who.user` or `details.output`.
pub type Openings = BTreeMap<String, Opening>;

/// The 32 random bytes that keep a guesser from trying names against a commitment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Salt(Digest);

/// A withheld value and the salt of its commitment; kept beside the record, shown or left out of an export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// The salt.
    pub salt: Salt,
    /// The value.
    pub value: Fact,
}

/// The first bytes of everything hashed into a commitment, so that no other hash can be taken for one.
pub const COMMITMENT_DOMAIN: &[u8] = b"sealift.commitment/v1\0";

impl Salt {
    /// A salt from random bytes, used for one value only.
    #[must_use]
    pub const fn new(random: [u8; 32]) -> Self {
        Self(Digest::from_raw(random))
    }
}

impl Opening {
    /// The commitment that stands in the record: SHA-256 of domain, salt and the value's canonical JSON.
    ///
    /// # Errors
    /// [`DocumentError::Unrepresentable`] when the value has no canonical form.
    pub fn commitment(&self) -> Result<Digest, DocumentError> {
        let mut hasher = Hasher::new();
        hasher.update(COMMITMENT_DOMAIN);
        hasher.update(self.salt.0.raw());
        hasher.update(&to_canonical(&self.value)?);
        Ok(hasher.finish())
    }

    /// Whether this is what was committed to.
    #[must_use]
    pub fn opens(&self, commitment: &Digest) -> bool {
        self.commitment().is_ok_and(|own| own == *commitment)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_salt_and_value_open_a_commitment() {
        let opening = Opening {
            salt: Salt::new([1; 32]),
            value: "anna".into(),
        };
        let commitment = opening.commitment().expect("canonical");
        assert!(opening.opens(&commitment));
        assert!(
            !Opening {
                value: "anne".into(),
                ..opening.clone()
            }
            .opens(&commitment)
        );
        assert!(
            !Opening {
                salt: Salt::new([2; 32]),
                ..opening
            }
            .opens(&commitment)
        );
    }

    #[test]
    fn the_commitment_is_the_one_the_documentation_shows() {
        let opening = Opening {
            salt: Salt::new([0; 32]),
            value: "anna".into(),
        };
        let mut bytes = b"sealift.commitment/v1\0".to_vec();
        bytes.extend([0; 32]);
        bytes.extend(b"\"anna\"");
        assert_eq!(opening.commitment(), Ok(Digest::of(&bytes)));
    }
}
