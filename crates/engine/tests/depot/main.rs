//! The depot: what gets in, what it takes to get in, and what comes out.

#![allow(clippy::unwrap_used, reason = "tests stop where they fail")]

mod bench;
mod contents;
mod crashes;
mod damage;
mod importing;
mod keeping;
mod trusting;
