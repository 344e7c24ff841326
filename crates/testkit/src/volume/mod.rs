//! Releases and volumes made by code: good ones, and hostile ones with exactly one defect each.

pub mod hostile;
mod parts;
pub mod reading;
mod release;

pub use parts::{Part, Parts};
pub use release::{SampleComponent, SampleRelease};
