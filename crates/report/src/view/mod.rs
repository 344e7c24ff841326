//! What each section of the report shows, as plain text ready for the template.

pub(crate) mod changes;
pub(crate) mod controls;
pub(crate) mod packages;
pub(crate) mod records;
pub(crate) mod settings;
pub(crate) mod summary;
