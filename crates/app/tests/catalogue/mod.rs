//! What the tests of the catalogue share: the sources that ask for texts, and the texts.
#![allow(dead_code, reason = "each test takes its part")]

pub(crate) mod codes;
pub(crate) mod errors;
pub(crate) mod sources;
pub(crate) mod texts;
