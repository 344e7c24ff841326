//! What the machine is.

use sealift_plan::facts::Facts;
use sealift_plan::inquiry::Inquiry;
use thiserror::Error;

/// Looks the machine over without changing it.
pub trait Survey: Send + Sync {
    /// Collects the facts that are asked for. What cannot be found out is left unknown, and so is what costs something
    /// and was not asked for.
    ///
    /// # Errors
    /// [`SurveyError`] when not even the basics can be had.
    fn facts(&self, inquiry: &Inquiry) -> Result<Facts, SurveyError>;
}

/// The machine does not even say what it is.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
#[serde(rename = "FactsError")]
#[error("the facts of this machine cannot be collected: {0}")]
pub struct SurveyError(pub String);
