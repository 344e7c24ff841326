//! One vector for each case that a judgement has to get right; `t04` and its like are the numbers of the threats.
#![allow(clippy::unwrap_used, reason = "a test stops where it is surprised")]

mod common;
mod golden;
mod judge;
mod policy;
mod signature;
mod store;
