//! What the page says and is told. One handler takes every message that the access list lets through, reads it itself,
//! and answers with data or with an [`Explained`](sealift_desk::Explained) refusal; nothing that the page can send ends
//! in anything else (threat U8).

mod answer;
mod handler;
mod looks;
mod said;
mod tell;

pub(crate) use answer::{Question, Refusal, malformed, names};
pub(crate) use handler::handle;
pub(crate) use looks::only_looks;
pub(crate) use tell::{Watchers, progress, throttled};
