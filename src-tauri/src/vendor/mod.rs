//! What can be asked in export mode: a vendor's product on its way to sealed volumes. It works on the vendor's own files
//! with the vendor's own rights, and on no site.

pub(crate) mod description;
mod edit;
mod failures;
pub(crate) mod inspecting;
pub(crate) mod keys;
mod locate;
pub(crate) mod sealing;
mod starter;
mod target;
pub(crate) mod trying;
mod watch;
pub(crate) mod writing;

pub(crate) use target::Facts;
