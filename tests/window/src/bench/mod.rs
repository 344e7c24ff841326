//! What a window costs: how long until it can be used, how much memory it holds, how soon it answers.

mod answers;
mod memory;
mod starting;

pub use answers::Answers;
pub use memory::proportional_memory;
pub use starting::{Started, started};
