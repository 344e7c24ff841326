//! A signed way back for a site whose floor or sequence has run out (threat T14).

use sealift_document::{Count, Document, DocumentError, Timestamp};
use sealift_package::manifest::ProductId;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::judge::{Authentic, History, TrustRefusal, count_signers};
use crate::store::TrustStore;

/// The document `sealift.floor-reset/v1`: the vendor's word that a site may go back below its floor.
///
/// It counts only with as many signatures as a release of the product needs, and only against the floor that it
/// names, so that it cannot be used again once the floor has risen from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FloorReset {
    /// Always `sealift.floor-reset/v1`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Which product.
    pub product: ProductId,
    /// The floor that it takes back.
    pub from: Count,
    /// The floor that holds afterwards; lower.
    pub to: Count,
    /// When it was issued.
    pub issued: Timestamp,
    /// Why, for people.
    pub reason: String,
}

impl Document for FloorReset {
    const TYPE: &'static str = "sealift.floor-reset/v1";
    const MAX_BYTES: usize = 64 << 10;

    fn document_type(&self) -> &str {
        &self.kind
    }
}

/// Why a reset is not followed.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
pub enum ResetError {
    /// The signed bytes are no reset.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// Its signers may not say this.
    #[error(transparent)]
    Trust(#[from] TrustRefusal),
    /// It is for another floor than this site's.
    #[error("the reset takes back a floor of {expected}; this site's floor is {floor}")]
    OtherFloor {
        /// The floor that the reset names.
        expected: Count,
        /// This site's.
        floor: Count,
    },
    /// It would raise the floor; only installs do.
    #[error("a reset lowers a floor; this one goes from {from} to {to}")]
    NotLower {
        /// From.
        from: Count,
        /// To.
        to: Count,
    },
}

impl ResetError {
    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Document(_) => "floor-reset-malformed",
            Self::Trust(refusal) => refusal.code(),
            Self::OtherFloor { .. } => "floor-reset-other-floor",
            Self::NotLower { .. } => "floor-reset-not-lower",
        }
    }
}

impl FloorReset {
    /// The history that holds after the reset, which forgets which release is installed highest.
    ///
    /// # Errors
    /// [`ResetError`] when the document is no reset, its signers may not speak for the product, or the floor differs.
    pub fn follow(
        signed: &Authentic,
        store: &TrustStore,
        history_of: impl FnOnce(&ProductId) -> History,
    ) -> Result<(Self, History), ResetError> {
        let reset = Self::from_bytes(signed.bytes())?;
        count_signers(signed.signers(), &reset.product, store)?;
        if reset.to >= reset.from {
            let (from, to) = (reset.from, reset.to);
            return Err(ResetError::NotLower { from, to });
        }
        let mut history = history_of(&reset.product);
        if history.floor != reset.from {
            return Err(ResetError::OtherFloor {
                expected: reset.from,
                floor: history.floor,
            });
        }
        history.floor = reset.to;
        history.installed = None;
        Ok((reset, history))
    }
}
