//! What the machine is.

use sealift_plan::facts::Facts;
use thiserror::Error;

/// Looks the machine over without changing it.
pub trait Survey: Send + Sync {
    /// Collects the facts that requirements ask for. What cannot be found out is left unknown.
    ///
    /// # Errors
    /// [`SurveyError`] when not even the basics can be had.
    fn facts(&self) -> Result<Facts, SurveyError>;
}

/// The machine does not even say what it is.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
#[serde(rename = "FactsError")]
#[error("the facts of this machine cannot be collected: {0}")]
pub struct SurveyError(pub String);
