//! The use cases, one function each, and the plain data they exchange.
//!
//! A face (the command line, the desktop app) describes its machine as a [`Ground`], opens a [`Facility`] on it, calls
//! a use case and shows what comes back. Everything that can be said to a person has a key in the catalogue
//! ([`Wording`]); everything that can go wrong is a [`Failure`] with a stable code and an exit.

pub mod cases;
pub mod data;
mod exit;
mod facility;
mod failure;
mod ordinals;
mod wording;

pub use exit::Exit;
pub use facility::Facility;
pub use failure::{Failure, Line, PolicyQuestion};
pub use ordinals::{Ordinals, OrdinalsError};
pub use sealift_document::{Particulars, Timestamp, plain};
pub use sealift_engine::cancel::Cancel;
pub use sealift_engine::events::{self, Outcome};
pub use sealift_engine::executor::WorldLock;
pub use sealift_engine::log::Claims;
pub use sealift_engine::recovery::Recovered;
pub use sealift_engine::site::Ground;
pub use sealift_plan::{configuration, layout, plan, requirements};
pub use wording::{Explained, Face, Wording};

/// What a document of a facility's rules says to be.
pub const POLICY_TYPE: &str = <sealift_trust::Policy as sealift_document::Document>::TYPE;
