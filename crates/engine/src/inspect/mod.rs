//! Looking at what is installed, without changing anything.
//!
//! The state says what was placed; only a look at the target can tell what became of it. [`current`] fills in what the
//! planner wants to know, [`differences`] proves every installed file by its digest.

mod owned;
mod trees;

pub use owned::current;
pub use trees::{Difference, Drift, Thoroughness, differences, weight};
